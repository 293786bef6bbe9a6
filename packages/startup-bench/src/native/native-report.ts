import type { NativeBin, NativeComparison } from '@wasmgate/contracts/startup';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { nativeMetric } from '@wasmgate/contracts/native';
import { FAMILY_CONFIDENCE, type ArmName } from '@wasmgate/paired';
import { identicalMetric, metricReport, sampleReport } from '../compare/comparison-report.ts';
import { statsOf } from '../figures/statistics.ts';
import type { ComparedProgram } from './compare-programs.ts';
import type { NativeExecutable } from './read-programs.ts';

/** What the interval is, in every report. */
const METHOD =
  'log-ratios of single runs, medians over the blocks of a round; Hodges-Lehmann estimate over rounds; exact signed-rank interval, Bonferroni over the programs';

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
  baseline: NativeExecutable,
  label: string,
  { metric, rounds, seeds }: Measured,
): NativeComparison {
  const all = (arm: ArmName) => metric.samples.flatMap((sample) => sample.map((block) => block[arm]));
  return {
    baseline: { artifact: label, sha256: baseline.sha256 },
    method: METHOD,
    confidence: FAMILY_CONFIDENCE,
    seeds: [...seeds],
    rounds: metric.samples.length,
    metric: metricReport(metric),
    throughput: { head: perSecond(all('head')), baseline: perSecond(all('baseline')) },
    runs: rounds.map(({ sample, ...where }) => ({ ...where, figures: sampleReport(sample) })),
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
    metric: identicalMetric(nativeMetric(head.bin, 'startup_time_ms')),
    throughput: null,
    runs: [],
  };
}

/** Invocations a second, one after the other, to a tenth. */
function perSecond(ns: readonly number[]): number {
  return Math.round((1e10 * ns.length) / ns.reduce((sum, one) => sum + one, 0)) / 10;
}
