import { leastSamples, type Block } from '@wasmgate/paired';
import { ALLOCATORS, type InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { PairedResult } from '../child/job.ts';

/** A timed metric of the gated family, and its blocks in one process. */
export interface Figure {
  readonly name: string;
  readonly allocator: InstanceAllocator;
  readonly blocks: (result: PairedResult) => readonly Block[];
}

/** The gated family: kept small, for each metric more makes every interval wider. Everything else is shown. */
export const family: readonly Figure[] = ALLOCATORS.flatMap(({ name: allocator, infix }) => [
  { name: `wasm_cold_aot${infix}_ms`, allocator, blocks: ({ cold }) => cold },
  { name: `wasm_instantiation_warm${infix}_ms`, allocator, blocks: ({ warm }) => warm },
]);

/**
 * A difference of a tenth of a microsecond, ns, is nothing: an empty call and the clock take more, and where code comes to lie moves a
 * start by as much. It is 2 % of 5 us: below that, the least change is larger.
 */
export const RESOLUTION_NS = 100;

/** The metrics that a comparison can gate. */
export const GATED_METRICS: readonly string[] = family.map(({ name }) => name);

/** The rounds that a comparison needs, whichever allocators the guest runs under. */
export const LEAST_ROUNDS = leastSamples(family.length);
