import type { NativeBin, NativeComparison } from '@wasmgate/contracts/startup';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { nativeMetric } from '@wasmgate/contracts/native';
import { armFigure, FAMILY_CONFIDENCE, type ArmName, type ComparedMetric } from '@wasmgate/paired';
import { identicalMetric, metricReport, sampleReport } from '../compare/comparison-report.ts';
import { median, statsOf } from '../figures/statistics.ts';
import type { ComparedProgram } from './compare-programs.ts';
import type { ProgramRunner } from './program-runner.ts';
import type { NativeExecutable } from './read-programs.ts';

/** What the interval is, in every report. */
const METHOD =
  'log-ratios of single runs, medians over the blocks of a round; Hodges-Lehmann estimate over rounds; exact signed-rank interval, Bonferroni over the programs';

type Measured = Extract<ComparedProgram, { ok: true }>;

/** What the processes of a program came to. */
export interface ProgramFigures {
  readonly ns: readonly number[];
  /** kB, or why it is not known. */
  readonly peak: Awaited<ReturnType<ProgramRunner['repeat']>>;
}

/** A program's part of startup.json; `figures` is null when it failed. */
export function programReport(
  { bin, args, sha256, bytes, platform, linker }: NativeExecutable,
  figures: ProgramFigures | null,
  compared: Pick<NativeBin, 'comparison' | 'uncompared'>,
): NativeBin {
  const { ns, peak } = figures ?? { ns: null, peak: null };
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
    peak_rss_kb: peak?.ok === true ? spread(peak.values) : null,
    ...(peak?.ok === false ? { peak_rss_unknown: peak.reason } : {}),
    ...compared,
  };
}

/** `comparison` of a program that was measured against an earlier one. */
export function programComparison(
  baseline: NativeExecutable,
  label: string,
  { start, peak, rounds, seeds }: Measured,
): NativeComparison {
  const all = (arm: ArmName) => start.samples.flatMap((sample) => sample.map((block) => block[arm]));
  return {
    baseline: { artifact: label, sha256: baseline.sha256 },
    method: METHOD,
    confidence: FAMILY_CONFIDENCE,
    seeds: [...seeds],
    rounds: start.samples.length,
    metric: metricReport(start),
    throughput: { head: perSecond(all('head')), baseline: perSecond(all('baseline')) },
    peak_rss: peak && peakReport(peak),
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
    peak_rss: null,
    runs: [],
  };
}

function peakReport(peak: ComparedMetric): NonNullable<NativeComparison['peak_rss']> {
  return {
    metric: { ...metricReport(peak), head_ms: null, baseline_ms: null },
    head_kb: armFigure(peak.samples, 'head'),
    baseline_kb: armFigure(peak.samples, 'baseline'),
  };
}

function spread(values: readonly number[]): NonNullable<NativeBin['peak_rss_kb']> {
  return {
    processes: values.length,
    p50: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

/** Invocations a second, one after the other, to a tenth. */
function perSecond(ns: readonly number[]): number {
  return Math.round((1e10 * ns.length) / ns.reduce((sum, one) => sum + one, 0)) / 10;
}
