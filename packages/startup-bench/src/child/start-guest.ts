import { parseInvocation } from '@wasmgate/wasmtime';
import type { GuestInstance, GuestStore } from './engine/engine.ts';
import type { GuestPlan } from './job.ts';
import type { PhaseClock } from './phase-clock.ts';

const initialize = parseInvocation('_initialize()');

/**
 * One instance, with its `_initialize` when it is a reactor; a component runs that by itself. What JavaScript does before and after
 * the two calls (room for answers, looking up, reading errors) stays outside the clock: it took 0.7 µs a call, of 10.
 */
export function instantiate(guest: GuestPlan, store: GuestStore, clock: PhaseClock): GuestInstance {
  const made = store.prepareInstance();
  clock.measure('instantiate', made.call);
  const instance = made.outcome();
  if (guest.initialize) {
    clock.begin('initialize');
    const call = instance.prepareCall(initialize);
    clock.measure('initialize', call.call);
    call.outcome();
  }
  return instance;
}
