import { ALLOCATORS, type InstanceAllocatorKey } from '@wasmgate/contracts/allocators';
import { shuffled, type Random } from '@wasmgate/startup-bench/random';
import { planted } from './planted-files.ts';
import { warmMetric, type Cell, type Condition, type PowerRun, type Series } from './power-run.ts';

export const SIZES = [0.02, 0.05, 0.1, 0.2] as const;
/** What scales in small steps. A page of memory is a seventh of a start at least, and a larger table costs nothing. */
export const SCALING = ['loop', 'loop in a module', 'imports'] as const satisfies readonly Series[];
const allocators = ALLOCATORS.map(({ key }) => key);

/** What is measured to learn what an amount costs: enough to stand far out of the noise. */
const CALIBRATION: Readonly<Record<(typeof SCALING)[number], number>> = {
  loop: 20_000,
  'loop in a module': 8_000,
  imports: 250,
};

/** Runs that say what an amount costs. */
export const calibrationCells = (): Cell[] =>
  SCALING.map((series) => ({
    condition: 'quiet',
    series,
    subject: planted[series].subject,
    size: null,
    allocator: null,
    amount: CALIBRATION[series],
  }));

/** The share of a warm start that one unit of a plant costs under each allocator: what is planted adds up. */
export type Costs = Readonly<
  Record<(typeof SCALING)[number], Readonly<Record<InstanceAllocatorKey, number>>>
>;

/** Costs from calibration runs; where there are several of a series, their mean. Throws when one is missing. */
export function costsOf(runs: readonly PowerRun[]): Costs {
  return Object.fromEntries(
    SCALING.map((series) => [
      series,
      Object.fromEntries(
        allocators.map((allocator) => {
          const costs = runs
            .filter((run) => run.series === series && run.size === null)
            .map((run) => (ratioOf(run, allocator) - 1) / run.amount);
          if (costs.length === 0) throw new Error(`${series}: not calibrated`);
          return [allocator, costs.reduce((sum, cost) => sum + cost, 0) / costs.length];
        }),
      ),
    ]),
  ) as unknown as Costs;
}

function ratioOf({ metrics }: PowerRun, allocator: InstanceAllocatorKey): number {
  const ratio = metrics.find(({ name }) => name === warmMetric[allocator])?.ratio;
  if (ratio === undefined || ratio <= 1)
    throw new Error(`${warmMetric[allocator]}: a calibration changed nothing`);
  return ratio;
}

/** A round of all cells in random order: wherever it is cut off, all were run about equally often. */
export function cycle(condition: Condition, costs: Costs, random: Random): Cell[] {
  const sizes = condition === 'quiet' ? SIZES : SIZES.slice(1);
  const scaling = SCALING.flatMap((series) =>
    sizes.flatMap((size) =>
      allocators.map((allocator): Cell => {
        const amount = Math.max(1, Math.round(size / costs[series][allocator]));
        return { condition, series, subject: planted[series].subject, size, allocator, amount };
      }),
    ),
  );
  const fixed = (series: Series, amount: number): Cell => ({
    condition,
    series,
    subject: planted[series].subject,
    size: null,
    allocator: null,
    amount,
  });
  const nothing = ['clawft-agent', 'echo-module'].flatMap((subject) =>
    Array.from({ length: condition === 'quiet' ? 14 : 8 }, (): Cell => ({
      condition,
      series: 'nothing',
      subject,
      size: 0,
      allocator: null,
      amount: 0,
    })),
  );
  const once = condition === 'quiet' ? [fixed('page', 1), fixed('table', 10_000)] : [];
  return shuffled([...scaling, ...nothing, ...once], random);
}
