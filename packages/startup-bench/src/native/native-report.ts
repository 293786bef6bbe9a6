import type { NativeBin, NativeComparison } from '@wasmgate/contracts/startup';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { nativeMetric } from '@wasmgate/contracts/native';
import { FAMILY_CONFIDENCE } from '../compare/compare-metric.ts';
import { identicalMetric, metricReport } from '../compare/comparison-report.ts';
import { modesOf } from '../compare/modes.ts';
import { median, statsOf, toMs } from '../figures/statistics.ts';
import type { ArmName } from '../compare/arm-order.ts';
import type { ComparedProgram } from './compare-programs.ts';
import type { NativeExecutable } from './read-programs.ts';

/** What the interval is, in every report. */
const METHOD =
  'paired log-ratios of medians of the processes of a turn; Hodges-Lehmann estimate; exact signed-rank interval, Bonferroni over the programs';

type Measured = Extract<ComparedProgram, { ok: true }>;

/** A program's part of startup.json; `ns` is null when it failed. */
export function programReport(
  { bin, args, sha256, bytes, platform, linker }: NativeExecutable,
  ns: readonly number[] | null,
  compared: Pick<NativeBin, 'comparison' | 'uncompared'>,
): NativeBin {
  return {
    bin,
    args: [...args],
    sha256,
    bytes: bytes.length,
    platform,
    linker,
    ran: ns !== null,
    processes: ns?.length ?? 0,
    startup_time_ms: ns && statsOf(ns),
    binary_size_kb: kilobytes(bytes.length),
    throughput_invocations_per_sec: ns && perSecond(ns),
    ...compared,
  };
}

/** `comparison` of a program that was measured against an earlier one. */
export function programComparison(
  head: NativeExecutable,
  baseline: NativeExecutable,
  label: string,
  { rounds, perTurn }: { readonly rounds: number; readonly perTurn: number },
  { first, again, decision, turns, seeds }: Measured,
): NativeComparison {
  const last = turns.filter(({ attempt }) => attempt === seeds.length);
  const figures = (...arms: ArmName[]) =>
    last.filter(({ arm }) => arms.includes(arm)).map(({ ns }) => toMs(median(ns)));
  const all = (arm: ArmName) => last.filter((turn) => turn.arm === arm).flatMap(({ ns }) => ns);
  return {
    baseline: { artifact: label, sha256: baseline.sha256 },
    method: METHOD,
    confidence: FAMILY_CONFIDENCE,
    seeds: [...seeds],
    rounds,
    processes_per_turn: perTurn,
    metric: metricReport({
      name: nativeMetric(head.bin, 'startup_time_ms'),
      first,
      again,
      decision,
      figures: { head: median(figures('head')), baseline: median(figures('baseline')) },
      modes: { head: modesOf(figures('head')), baseline: modesOf(figures('baseline', 'again')) },
    }),
    throughput: { head: perSecond(all('head')), baseline: perSecond(all('baseline')) },
    runs: turns.map(({ ns, ...where }) => ({ ...where, times_ms: ns.map(toMs) })),
  };
}

/** `comparison` of a program with the same bytes: nothing to find. */
export function identicalProgram(
  head: NativeExecutable,
  baseline: NativeExecutable,
  label: string,
): NativeComparison {
  return {
    baseline: { artifact: label, sha256: baseline.sha256 },
    skipped: 'identical_bytes',
    method: METHOD,
    confidence: FAMILY_CONFIDENCE,
    seeds: [],
    rounds: 0,
    processes_per_turn: 0,
    metric: identicalMetric(nativeMetric(head.bin, 'startup_time_ms')),
    throughput: null,
    runs: [],
  };
}

/** Invocations a second, one after the other, to a tenth. */
function perSecond(ns: readonly number[]): number {
  return Math.round((1e10 * ns.length) / ns.reduce((sum, one) => sum + one, 0)) / 10;
}
