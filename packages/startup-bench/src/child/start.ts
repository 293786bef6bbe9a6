import { phaseAnnouncer } from './announce-phase.ts';
import { clockFloor } from './clock-floor.ts';
import type { Engine, LoadedGuest } from './engine/engine.ts';
import type { StartJob, StartResult } from './job.ts';
import { PhaseClock } from './phase-clock.ts';
import { instantiate } from './start-guest.ts';
import { switchCounter } from './switches.ts';

/** Before the clock of warm starts: the second instance still costs three times the tenth. */
const WARM_UP = 10;
/** However slow, this many warm starts are taken. */
const LEAST_WARM = 5;

/**
 * Starts the guest in this process; see StartJob. `onPhase` hears what is going on, for when it fails, and `onCompiled` that the
 * compiler is done, outside what is timed.
 */
export function start(
  engine: Engine,
  job: StartJob,
  onPhase: (clock: PhaseClock) => void,
  onCompiled: () => void,
): StartResult {
  const { guest, source } = job;
  const code = engine.open(guest, source);
  const clock = new PhaseClock(phaseAnnouncer(job.phaseFile));
  onPhase(clock);
  const loaded = code.load(clock, 'wasm' in source ? onCompiled : undefined);
  const store = loaded.newStore(clock);
  const instance = instantiate(guest, store, clock);
  const totalNs = clock.totalNs();
  for (const call of guest.calls) {
    clock.begin(`call:${call.name}`);
    const made = instance.prepareCall(call);
    clock.measure(clock.current, made.call);
    if (made.outcome() === 'exited') break;
  }
  clock.begin('warm');
  engine.settle();
  const involuntarySwitches = switchCounter();
  const before = involuntarySwitches();
  const warm = warmStarts(loaded, job);
  const warmSwitches = involuntarySwitches() - before;
  const kept = job.keepAs === undefined ? {} : { kept: loaded.save(job.keepAs) };
  store.close();
  loaded.close();
  // Last, so that it warms nothing up.
  const clockFloorNs = clockFloor(engine);
  return { ...kept, phases: clock.phases, totalNs, ...warm, warmSwitches, clockFloorNs };
}

/**
 * Instantiates again in the same engine. Making the store and dropping the instance with it are measured beside that, not in it.
 */
function warmStarts(
  loaded: LoadedGuest,
  { guest, warmIterations, deadlineMs }: StartJob,
): Pick<StartResult, 'warmNs' | 'warmStoreNs' | 'warmDropNs'> {
  const [warmNs, warmStoreNs, warmDropNs]: [number[], number[], number[]] = [[], [], []];
  // Half of the deadline, so that a slow guest is measured less often instead of being called endless.
  const end = performance.now() + deadlineMs / 2;
  for (let index = -Math.min(WARM_UP, warmIterations); index < warmIterations; index++) {
    if (warmNs.length >= LEAST_WARM && performance.now() > end) break;
    const around = new PhaseClock();
    const store = loaded.newStore(around);
    const clock = new PhaseClock();
    instantiate(guest, store, clock);
    store.close(around);
    if (index < 0) continue;
    warmNs.push(clock.totalNs());
    for (const { name, ns } of around.phases) (name === 'store' ? warmStoreNs : warmDropNs).push(ns);
  }
  return { warmNs, warmStoreNs, warmDropNs };
}
