import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import type { Random } from '@wasmgate/paired';
import type { Plant } from '../plant.ts';
import { CONDITIONS, type Aim, type Cell, type Condition, type PowerRun } from './power-run.ts';

/** A component, and a core module. */
export const SUBJECTS = ['clawft-agent', 'echo-module'] as const;

const warm = ALLOCATORS.map(({ infix }) => `wasm_instantiation_warm${infix}_ms`);
const cold = ALLOCATORS.map(({ infix }) => `wasm_cold_aot${infix}_ms`);

/** What is planted to slow a metric down by any size: turns are paid at each start, code when it is loaded. */
const AIMS: readonly { readonly metric: string; readonly plant: Plant; readonly sizes: readonly number[] }[] =
  [
    ...warm.map((metric) => ({ metric, plant: 'loop', sizes: [0.03, 0.05] }) as const),
    ...cold.map((metric) => ({ metric, plant: 'code', sizes: [0.05] }) as const),
  ];
/** A start that is shorter than this must change by more; docs/measuring.md. */
const SHORT_US = 5;
const SIZES_OF_SHORT = [0.1];

/** What slows a metric of a subject down, as it was calibrated, and by how much. */
function aimsOf(runs: readonly PowerRun[], subject: string) {
  return AIMS.flatMap(({ metric, plant, sizes }) => {
    const starts = runs
      .filter((run) => run.isCalibration === true && run.subject === subject)
      .flatMap(({ metrics }) => metrics.filter(({ name }) => name === metric))
      .map(({ baseline_us: us }) => us);
    const wanted = Math.min(...starts) < SHORT_US ? SIZES_OF_SHORT : sizes;
    return wanted.map((size) => ({ plant, aim: { metric, size } }));
  });
}

/** Comparisons of each condition: a third is made beside a busy core. */
const COUNTS = {
  nothing: { quiet: 50, loaded: 25 },
  warm: { quiet: 13, loaded: 7 },
  cold: { quiet: 6, loaded: 3 },
  kind: { quiet: 4, loaded: 2 },
} as const satisfies Record<string, Record<Condition, number>>;

/** Changes that somebody might make without a thought for how it starts, one of each kind. */
export const KINDS: readonly Pick<Cell, 'subject' | 'plant' | 'amount'>[] = [
  { subject: 'clawft-agent', plant: 'loop', amount: 10_000 },
  { subject: 'clawft-agent', plant: 'pages', amount: 1 },
  { subject: 'clawft-agent', plant: 'memory', amount: 16 },
  { subject: 'echo-module', plant: 'table', amount: 1_000 },
  { subject: 'echo-module', plant: 'imports', amount: 10 },
  { subject: 'clawft-agent', plant: 'data', amount: 32_768 },
  { subject: 'clawft-agent', plant: 'code', amount: 200 },
  { subject: 'echo-module', plant: 'initialiser', amount: 256 },
];

/** Large enough to stand far out of the noise. */
const CALIBRATION = {
  loop: { 'clawft-agent': 10_000, 'echo-module': 4_000 },
  code: { 'clawft-agent': 1_000, 'echo-module': 1_000 },
} as const satisfies Partial<Record<Plant, Record<(typeof SUBJECTS)[number], number>>>;

/** Runs that say what an amount costs. */
export const calibrationCells = (): Cell[] =>
  SUBJECTS.flatMap((subject) =>
    (['loop', 'code'] as const).map((plant) => ({
      condition: 'quiet',
      subject,
      plant,
      amount: CALIBRATION[plant][subject],
      aim: null,
      isCalibration: true,
    })),
  );

/** How much of `plant` slows a metric of a subject down by `size`. Throws when it was not calibrated. */
export function amountFor(
  runs: readonly PowerRun[],
  subject: string,
  plant: Plant,
  { metric, size }: Aim,
): number {
  const costs = runs
    .filter((run) => run.isCalibration === true && run.subject === subject && run.plant === plant)
    .flatMap(({ metrics, amount }) =>
      metrics.filter(({ name }) => name === metric).map(({ ratio }) => (ratio - 1) / amount),
    );
  const cost = costs.reduce((sum, one) => sum + one, 0) / costs.length;
  if (!(cost > 0)) throw new Error(`${metric} of ${subject}: ${plant} is not calibrated`);
  return Math.max(1, Math.round(size / cost));
}

/**
 * All comparisons that are still to be made, in a random order that spreads those of each kind: wherever it is cut off, about the same
 * share of each was made.
 */
export function remainingCells(runs: readonly PowerRun[], random: Random): Cell[] {
  const cells = CONDITIONS.flatMap((condition) => {
    const times = (kind: keyof typeof COUNTS, planned: Omit<Cell, 'condition'>) => {
      const cell: Cell = { condition, ...planned };
      const count = COUNTS[kind][condition];
      const done = runs.filter((run) => isSame(run, cell)).length;
      return Array.from({ length: count }, (_, index) => ({ cell, at: (index + random()) / count })).slice(
        done,
      );
    };
    return [
      ...SUBJECTS.flatMap((subject) => times('nothing', { subject, plant: 'nothing', amount: 0, aim: null })),
      ...SUBJECTS.flatMap((subject) =>
        aimsOf(runs, subject).flatMap(({ plant, aim }) => {
          const amount = amountFor(runs, subject, plant, aim);
          return times(plant === 'loop' ? 'warm' : 'cold', { subject, plant, amount, aim });
        }),
      ),
      ...KINDS.flatMap((kind) => times('kind', { ...kind, aim: null })),
    ];
  });
  return cells.toSorted((a, b) => a.at - b.at).map(({ cell }) => cell);
}

const isSame = (run: PowerRun, cell: Cell): boolean =>
  run.isCalibration === undefined &&
  run.condition === cell.condition &&
  run.subject === cell.subject &&
  run.plant === cell.plant &&
  run.aim?.metric === cell.aim?.metric &&
  run.aim?.size === cell.aim?.size;
