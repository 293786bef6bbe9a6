import {
  armFigure,
  FAMILY_CONFIDENCE,
  familyVerdict,
  sampleChange,
  type ComparedMetric,
  type Estimate,
  type MetricComparison,
  type Sample,
} from '@wasmgate/paired';
import type { Comparison } from '@wasmgate/contracts/startup';
import { toMs } from '../figures/statistics.ts';
import type { Guest } from '../guest/read-guest.ts';
import type { ComparedGuests } from './compare-guests.ts';
import type { Figure } from './family.ts';
import type { PairedProcess } from './measure-paired.ts';

/** What the intervals are, in every report. */
const METHOD =
  'log-ratios within a process, medians over its blocks; Hodges-Lehmann estimate over processes; exact signed-rank intervals, Bonferroni over the family';

type Compared = Comparison['metrics'][number];
type Run = Comparison['runs'][number];

/** `comparison` of startup.json for files that were measured. */
export function comparisonReport(
  head: Guest,
  baseline: Guest,
  rounds: number,
  { family, metrics, processes, seeds }: ComparedGuests,
): Comparison {
  return {
    head: file(head),
    baseline: file(baseline),
    verdict: familyVerdict(metrics.map(({ decision }) => decision.status)),
    method: METHOD,
    confidence: FAMILY_CONFIDENCE,
    seeds: [...seeds],
    rounds,
    metrics: metrics.map(metricReport),
    runs: processes.map((one) => runReport(one, family)),
  };
}

/** `comparison` for files of the same bytes: no measurement could find what is not there. */
export function identicalReport(head: Guest, baseline: Guest, family: readonly Figure[]): Comparison {
  return {
    head: file(head),
    baseline: file(baseline),
    verdict: 'identical',
    skipped: 'identical_bytes',
    method: METHOD,
    confidence: FAMILY_CONFIDENCE,
    seeds: [],
    rounds: 0,
    metrics: family.map(({ name }) => identicalMetric(name)),
    runs: [],
  };
}

/** A metric of files of the same bytes. */
export function identicalMetric(name: string): Compared {
  return {
    name,
    status: 'identical',
    ratio: 1,
    interval: [1, 1],
    head_ms: null,
    baseline_ms: null,
    rounds: 0,
    least_change_pct: null,
    null: null,
    earlier: [],
  };
}

const file = ({ label, sha256 }: Guest) => ({ artifact: label, sha256 });

/** What was found of one metric whose samples are in ns, as reports have it. */
export function metricReport({ name, measurings, decision, samples }: ComparedMetric): Compared {
  const last = measurings.at(-1) as MetricComparison;
  return {
    name,
    status: decision.status,
    ...(decision.reason === undefined ? {} : { reason: decision.reason }),
    ...contrast(last.effect),
    head_ms: toMs(armFigure(samples, 'head')),
    baseline_ms: toMs(armFigure(samples, 'baseline')),
    rounds: last.samples,
    least_change_pct: rounded((Math.exp(last.least) - 1) * 100),
    null: nullContrast(last),
    earlier: measurings.slice(0, -1).map((one) => ({ ...contrast(one.effect), null: nullContrast(one) })),
  };
}

function nullContrast({ nothing, noise, isNullMoved }: MetricComparison): NonNullable<Compared['null']> {
  return { ...contrast(nothing), half_width_pct: rounded((Math.exp(noise) - 1) * 100), moved: isNullMoved };
}

/** Logarithms to ratios. */
function contrast({ estimate, low, high }: Estimate): { ratio: number; interval: [number, number] } {
  return { ratio: rounded(Math.exp(estimate)), interval: [rounded(Math.exp(low)), rounded(Math.exp(high))] };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** What each process says, so that others can analyse it anew. */
function runReport({ attempt, round, allocator, result }: PairedProcess, family: readonly Figure[]): Run {
  const figures = family.filter((figure) => figure.allocator === allocator);
  return {
    attempt,
    round,
    metrics: Object.fromEntries(figures.map(({ name, blocks }) => [name, sampleReport(blocks(result))])),
  };
}

/** A sample in ns. */
export function sampleReport(sample: Sample): Run['metrics'][string] {
  const { change, nothing } = sampleChange(sample);
  return {
    blocks: sample.length,
    head_ms: toMs(armFigure([sample], 'head')),
    baseline_ms: toMs(armFigure([sample], 'baseline')),
    again_ms: toMs(armFigure([sample], 'again')),
    ratio: rounded(Math.exp(change)),
    null_ratio: rounded(Math.exp(nothing)),
  };
}
