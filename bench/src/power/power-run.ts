import { ALLOCATORS, byAllocator, type InstanceAllocatorKey } from '@wasmgate/contracts/allocators';
import type { Comparison } from '@wasmgate/contracts/startup';

/** Where what is planted goes: the four slowdowns that scale, and equal files. */
export const SERIES = ['nothing', 'loop', 'loop in a module', 'imports', 'page', 'table'] as const;
export type Series = (typeof SERIES)[number];
export type Condition = 'quiet' | 'loaded';

/** One run of the gate on a file with a known slowdown. */
export interface Cell {
  readonly condition: Condition;
  readonly series: Series;
  readonly subject: string;
  /** What the warm start is slower by, as calibrated, under `allocator`: 0.05 is 5 %; null: whatever it comes to. */
  readonly size: number | null;
  /** The allocator that the size holds for; null where nothing is planted. */
  readonly allocator: InstanceAllocatorKey | null;
  readonly amount: number;
}

/** A metric's figures of the first measuring, a round each, ms: head, baseline, baseline again. */
export type Rounds = readonly (readonly [number, number, number])[];

/** What came of it. */
export interface PowerRun extends Cell {
  readonly verdict: Comparison['verdict'];
  readonly metrics: readonly {
    readonly name: string;
    readonly status: Comparison['verdict'];
    readonly reason: string | null;
    readonly ratio: number;
    readonly rounds: Rounds;
  }[];
  readonly replaced: number;
  readonly seconds: number;
  /** The machine's load, one minute's average, when it ended. */
  readonly load: number;
}

/** The warm start under an allocator: what is planted slows that. */
export const warmMetric = byAllocator(({ infix }) => `wasm_instantiation_warm${infix}_ms` as const);

type Run = Comparison['runs'][number];

interface Figure {
  readonly allocator: InstanceAllocatorKey;
  readonly ms: (run: Run) => number;
}

const figures: Readonly<Record<string, Figure>> = Object.fromEntries(
  ALLOCATORS.flatMap(({ key: allocator, infix }): [string, Figure][] => [
    [`wasm_cold_aot${infix}_ms`, { allocator, ms: (run) => run.cold_aot_ms }],
    [`wasm_instantiation_warm${infix}_ms`, { allocator, ms: (run) => run.warm['instantiate']?.p50_ms ?? 0 }],
  ]),
);

/** What is kept of a comparison. */
export function powerRun(cell: Cell, comparison: Comparison, seconds: number, load: number): PowerRun {
  return {
    ...cell,
    verdict: comparison.verdict,
    metrics: comparison.metrics.map(({ name, status, reason, ratio }) => ({
      name,
      status,
      reason: reason ?? null,
      ratio,
      rounds: roundsOf(name, comparison),
    })),
    replaced: comparison.processes.replaced,
    seconds,
    load,
  };
}

function roundsOf(name: string, { runs, rounds }: Comparison): Rounds {
  const figure = figures[name];
  if (figure === undefined) throw new Error(`${name}: not a metric of the family`);
  const of = (round: number, arm: string): number => {
    const process = runs.find(
      (run) =>
        run.attempt === 1 &&
        run.round === round &&
        run.arm === arm &&
        run.allocator === figure.allocator &&
        !run.replaced,
    );
    if (process === undefined) throw new Error(`${name}: round ${round} has no ${arm}`);
    return figure.ms(process);
  };
  return Array.from({ length: rounds }, (_, index) => [
    of(index + 1, 'head'),
    of(index + 1, 'baseline'),
    of(index + 1, 'again'),
  ]);
}
