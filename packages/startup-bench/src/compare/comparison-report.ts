import {
  ALLOCATORS,
  type InstanceAllocator,
  type InstanceAllocatorKey,
} from '@wasmgate/contracts/allocators';
import type { Comparison } from '@wasmgate/contracts/startup';
import { percentiles, toMs } from '../figures/statistics.ts';
import type { Guest } from '../guest/read-guest.ts';
import type { ComparedGuests, ComparedMetric } from './compare-guests.ts';
import { FAMILY_CONFIDENCE, type MetricComparison } from './compare-metric.ts';
import { familyVerdict } from './decide.ts';
import { GATED_METRICS } from './family.ts';
import { counting, type ArmProcess } from './measure-arms.ts';
import type { Mode } from './modes.ts';
import type { Estimate } from './signed-rank.ts';

/** What the intervals are, in every report. */
const METHOD =
  'paired log-ratios of process medians; Hodges-Lehmann estimate; exact signed-rank intervals, Bonferroni over the family';

type Compared = Comparison['metrics'][number];
type Run = Comparison['runs'][number];

/** `comparison` of startup.json for files that were measured. */
export function comparisonReport(
  head: Guest,
  baseline: Guest,
  rounds: number,
  { metrics, processes, seeds }: ComparedGuests,
): Comparison {
  const counted = counting(processes);
  return {
    head: file(head),
    baseline: file(baseline),
    verdict: familyVerdict(metrics.map(({ decision }) => decision.status)),
    method: METHOD,
    confidence: FAMILY_CONFIDENCE,
    seeds: [...seeds],
    rounds,
    processes: {
      measured: counted.length,
      disturbed: counted.filter(({ isDisturbed }) => isDisturbed).length,
      replaced: processes.length - counted.length,
    },
    metrics: metrics.map(metricReport),
    runs: processes.map(runReport),
  };
}

/** `comparison` for files of the same bytes: no measurement could find what is not there. */
export function identicalReport(head: Guest, baseline: Guest): Comparison {
  return {
    head: file(head),
    baseline: file(baseline),
    verdict: 'identical',
    skipped: 'identical_bytes',
    method: METHOD,
    confidence: FAMILY_CONFIDENCE,
    seeds: [],
    rounds: 0,
    processes: { measured: 0, disturbed: 0, replaced: 0 },
    metrics: GATED_METRICS.map(identicalMetric),
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
    null: null,
    first: null,
    head_modes: [],
    baseline_modes: [],
  };
}

const file = ({ label, sha256 }: Guest) => ({ artifact: label, sha256 });

/** What was found of one metric, as reports have it. */
export function metricReport({ name, first, again, decision, modes, figures }: ComparedMetric): Compared {
  const last = again ?? first;
  return {
    name,
    status: decision.status,
    ...(decision.reason === undefined ? {} : { reason: decision.reason }),
    ...contrast(last.effect),
    head_ms: rounded(figures.head),
    baseline_ms: rounded(figures.baseline),
    rounds: last.rounds,
    null: nullContrast(last),
    first: again === null ? null : { ...contrast(first.effect), null: nullContrast(first) },
    head_modes: modes.head.map(modeReport),
    baseline_modes: modes.baseline.map(modeReport),
  };
}

const modeReport = ({ p50, processes }: Mode) => ({ p50_ms: rounded(p50), processes });

function nullContrast({ nothing, noise, isNullMoved }: MetricComparison): NonNullable<Compared['null']> {
  return { ...contrast(nothing), half_width_pct: rounded((Math.exp(noise) - 1) * 100), moved: isNullMoved };
}

/** Logarithms to ratios. */
function contrast({ estimate, low, high }: Estimate): { ratio: number; interval: [number, number] } {
  return { ratio: rounded(Math.exp(estimate)), interval: [rounded(Math.exp(low)), rounded(Math.exp(high))] };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Every figure of one process, so that others can analyse them anew. */
function runReport({ arm, allocator, isDisturbed, isReplaced, result, ...where }: ArmProcess): Run {
  return {
    ...where,
    arm,
    allocator: allocatorKeys[allocator],
    replaced: isReplaced,
    disturbed: isDisturbed,
    start_switches: result.startSwitches,
    warm_switches: result.warmSwitches,
    clock_floor_ns: result.clockFloorNs,
    cold_aot_ms: toMs(result.totalNs),
    phases: Object.fromEntries(result.phases.map(({ name, ns }) => [name, toMs(ns)])),
    warm: {
      store: percentiles(result.warmStoreNs),
      instantiate: percentiles(result.warmNs),
      drop: percentiles(result.warmDropNs),
    },
  };
}

const allocatorKeys = Object.fromEntries(ALLOCATORS.map(({ name, key }) => [name, key])) as Record<
  InstanceAllocator,
  InstanceAllocatorKey
>;
