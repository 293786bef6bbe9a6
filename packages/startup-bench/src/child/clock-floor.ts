import type { Wasmtime } from '@wasmgate/wasmtime';

const CALLS = 201;
/** The first ones are slower: nothing was called that way yet. */
const WARM_UP = 20;

/** What an empty call through FFI and the two readings of the clock around it cost in this process: the median, ns. */
export function clockFloor(wasmtime: Wasmtime): number {
  const samples: number[] = [];
  for (let call = -WARM_UP; call < CALLS; call++) {
    const before = process.hrtime.bigint();
    wasmtime.emptyCall();
    const after = process.hrtime.bigint();
    if (call >= 0) samples.push(Number(after - before));
  }
  return samples.toSorted((a, b) => a - b)[CALLS >> 1] ?? 0;
}
