import type { Wasmtime } from '@wasmgate/wasmtime';
import { PhaseClock } from './phase-clock.ts';

const CALLS = 201;
/** The first ones are slower: nothing was called that way yet. */
const WARM_UP = 20;

/** What an empty call through FFI and the two readings of the clock around it cost in this process: the median, ns. */
export function clockFloor(wasmtime: Wasmtime): number {
  const clock = new PhaseClock();
  for (let call = 0; call < WARM_UP + CALLS; call++) clock.measure('empty', wasmtime.emptyCall);
  const samples = clock.phases.slice(WARM_UP).map(({ ns }) => ns);
  return samples.toSorted((a, b) => a - b)[CALLS >> 1] ?? 0;
}
