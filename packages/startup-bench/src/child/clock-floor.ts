import type { Engine } from './engine/engine.ts';
import { PhaseClock } from './phase-clock.ts';

const CALLS = 201;
/** The first ones are slower: nothing was called that way yet. */
const WARM_UP = 20;

/** What an empty call into the engine and the two readings of the clock around it cost in this process: the median, ns. */
export function clockFloor(engine: Engine): number {
  const clock = new PhaseClock();
  for (let call = 0; call < WARM_UP + CALLS; call++) clock.measure('empty', engine.emptyCall);
  const samples = clock.phases.slice(WARM_UP).map(({ ns }) => ns);
  return samples.toSorted((a, b) => a - b)[CALLS >> 1] ?? 0;
}
