import { leastSamples, type Block } from '@wasmgate/paired';
import { ALLOCATORS, type InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { EngineChoice, PairedResult } from '../child/job.ts';

/** A timed metric of the gated family, and its blocks in one process. */
export interface Figure {
  readonly name: string;
  readonly allocator: InstanceAllocator;
  readonly blocks: (result: PairedResult) => readonly Block[];
}

const coldBlocks = ({ cold }: PairedResult) => cold;
const warmBlocks = ({ warm }: PairedResult) => warm;

/**
 * The gated family of each engine: kept small, for each metric more makes every interval wider. Everything else is shown. A cold start
 * of V8 compiles, which is what a browser does and takes V8 less than a millisecond; one of wasmtime comes from a `.cwasm`.
 */
export const FAMILIES: Readonly<Record<EngineChoice['name'], readonly Figure[]>> = {
  wasmtime: ALLOCATORS.flatMap(({ name: allocator, infix }) => [
    { name: `wasm_cold_aot${infix}_ms`, allocator, blocks: coldBlocks },
    { name: `wasm_instantiation_warm${infix}_ms`, allocator, blocks: warmBlocks },
  ]),
  v8: [
    { name: 'wasm_instantiation_cold_ms', allocator: 'on-demand', blocks: coldBlocks },
    { name: 'wasm_instantiation_warm_ms', allocator: 'on-demand', blocks: warmBlocks },
  ],
};

/**
 * A difference of a tenth of a microsecond, ns, is nothing: an empty call and the clock take more, and where code comes to lie moves a
 * start by as much. It is 2 % of 5 us: below that, the least change is larger.
 */
export const RESOLUTION_NS = 100;

/** The rounds that a comparison needs, whichever engine and allocators the guest runs under. */
export const LEAST_ROUNDS = leastSamples(Math.max(...Object.values(FAMILIES).map(({ length }) => length)));
