import type { Comparison } from '@wasmgate/contracts/startup';
import type { Plant } from '../plant.ts';

/** `loaded`: beside a process that keeps one core busy. */
export const CONDITIONS = ['quiet', 'loaded'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** A metric, and by how much what is planted should slow it down: 0.05 is 5 %. */
export interface Aim {
  readonly metric: string;
  readonly size: number;
}

/** A comparison to be made. */
export interface Cell {
  readonly condition: Condition;
  readonly subject: string;
  /** `nothing`: equal files, of other bytes. */
  readonly plant: Plant | 'nothing';
  readonly amount: number;
  /** Null: whatever it comes to. */
  readonly aim: Aim | null;
  /** It was run to learn what an amount costs: no result. */
  readonly isCalibration?: true;
}

/** What a process said: head / baseline and again / baseline. */
type Ratios = readonly (readonly [head: number, again: number])[];

/** What came of it. */
export interface PowerRun extends Cell {
  readonly metrics: readonly {
    readonly name: string;
    readonly status: Comparison['verdict'];
    readonly reason: string | null;
    readonly ratio: number;
    /** Half of the null's 99 % interval, %. */
    readonly noise_pct: number;
    readonly baseline_us: number;
    /** Of each measuring, so that others can decide anew. */
    readonly measurings: readonly Ratios[];
  }[];
  /** Exact metrics that are worse than their tolerance allows. */
  readonly exact: readonly string[];
  /** Of the first measuring, without what is compiled before. */
  readonly first_seconds: number;
  /** The machine's load, one minute's average, when it ended. */
  readonly load: number;
}

type Outcome = Pick<PowerRun, 'exact' | 'first_seconds' | 'load'>;

/** What is kept of a comparison. */
export function powerRun(cell: Cell, comparison: Comparison, outcome: Outcome): PowerRun {
  const metrics = comparison.metrics.map((metric) => ({
    name: metric.name,
    status: metric.status,
    reason: metric.reason ?? null,
    ratio: metric.ratio,
    noise_pct: metric.null?.half_width_pct ?? 0,
    baseline_us: Math.round((metric.baseline_ms ?? 0) * 1e6) / 1e3,
    measurings: comparison.seeds.map((_, index): Ratios =>
      comparison.runs.flatMap(({ attempt, metrics: figures }) => {
        const figure = attempt === index + 1 ? figures[metric.name] : undefined;
        return figure === undefined ? [] : [[figure.ratio, figure.null_ratio] as const];
      }),
    ),
  }));
  return { ...cell, metrics, ...outcome };
}
