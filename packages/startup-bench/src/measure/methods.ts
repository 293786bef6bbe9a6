import { ALLOCATORS, type InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { EngineChoice } from '../child/job.ts';

/** A fresh process each, from nothing or from a `.cwasm`. */
export type StartKind = 'cold' | 'cold_aot';

/** One way to start one guest, and how many fresh processes do it. */
export interface StartSeries {
  readonly allocator: InstanceAllocator;
  readonly mode: StartKind;
  readonly processes: number;
}

/** What is measured under an engine; how is the same under all. */
export interface Method {
  /** Those that a guest is compared under. */
  readonly allocators: readonly InstanceAllocator[];
  /** A budget is checked on the P50 of at least five fresh processes; what does not ship gets fewer. */
  readonly shipped: readonly StartSeries[];
  readonly unoptimized: readonly StartSeries[];
  /** A first look. */
  readonly quick: readonly StartSeries[];
  /** The way to start whose processes make the calls and the warm starts: these are the same whichever way the code came in. */
  readonly whole: StartKind;
  /** Whether it is compiled once to a `.cwasm`, and its fuel counted. */
  readonly precompiles: boolean;
}

const allocators = ALLOCATORS.map(({ name }) => name);
const wasmtimeSeries: readonly StartSeries[] = allocators.flatMap((allocator) => [
  { allocator, mode: 'cold', processes: 5 },
  { allocator, mode: 'cold_aot', processes: 7 },
]);
const v8Series = (processes: number): readonly StartSeries[] => [
  { allocator: 'on-demand', mode: 'cold', processes },
];

/** The method of each engine. */
export const METHODS: Readonly<Record<EngineChoice['name'], Method>> = {
  wasmtime: {
    allocators,
    shipped: wasmtimeSeries,
    unoptimized: wasmtimeSeries.map((one) => ({ ...one, processes: 3 })),
    // Beside the process that compiles.
    quick: [{ allocator: 'on-demand', mode: 'cold_aot', processes: 3 }],
    whole: 'cold_aot',
    precompiles: true,
  },
  v8: {
    allocators: ['on-demand'],
    shipped: v8Series(7),
    unoptimized: v8Series(3),
    quick: v8Series(3),
    whole: 'cold',
    precompiles: false,
  },
};
