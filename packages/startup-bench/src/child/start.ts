import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { verifyPrecompiled, type Wasmtime } from '@wasmgate/wasmtime';
import { phaseAnnouncer } from './announce-phase.ts';
import { guestCall } from './call-guest.ts';
import { clockFloor } from './clock-floor.ts';
import type { StartJob, StartResult } from './job.ts';
import { PhaseClock } from './phase-clock.ts';
import { writePrecompiled } from './precompile.ts';
import { instantiate, loadGuest, unloadGuest, type CodeSource, type LoadedGuest } from './start-guest.ts';
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
  wasmtime: Wasmtime,
  job: StartJob,
  onPhase: (clock: PhaseClock) => void,
  onCompiled: () => void,
): StartResult {
  const { guest } = job;
  const source = codeSource(job);
  const clock = new PhaseClock(phaseAnnouncer(job.phaseFile));
  onPhase(clock);
  const loaded = loadGuest(
    wasmtime,
    job.allocator,
    guest,
    source,
    clock,
    'wasm' in job.source ? onCompiled : undefined,
  );
  const store = clock.measure('store', () => loaded.engine.newStore(guest));
  const instance = instantiate(loaded, store, clock);
  const totalNs = clock.totalNs();
  for (const call of guest.calls) {
    clock.begin(`call:${call.name}`);
    const made = guestCall(instance, call, guest);
    clock.measure(clock.current, made.call);
    if (made.outcome() === 'exited') break;
  }
  clock.begin('warm');
  const involuntarySwitches = switchCounter();
  const before = involuntarySwitches();
  const warm = warmStarts(loaded, job);
  const warmSwitches = involuntarySwitches() - before;
  const kept = job.keepAs === undefined ? {} : { kept: writePrecompiled(loaded.artifact, job.keepAs) };
  store.close();
  unloadGuest(loaded);
  // Last, so that it warms nothing up.
  const clockFloorNs = clockFloor(wasmtime);
  return { ...kept, phases: clock.phases, totalNs, ...warm, warmSwitches, clockFloorNs };
}

/** Reads and checks before the clock starts, so that what is timed is wasmtime's work. */
function codeSource({ source }: StartJob): CodeSource {
  if ('wasm' in source) {
    const bytes = readRegularFile(source.wasm, { maxBytes: MAX_BINARY_BYTES });
    return { phase: 'compile', load: (engine) => engine.compile(bytes) };
  }
  const precompiled = verifyPrecompiled(source.precompiled);
  return { phase: 'deserialize', load: (engine) => engine.deserialize(precompiled) };
}

/**
 * Instantiates again in the same engine. Making the store and dropping the instance with it are measured beside that, not in it.
 */
function warmStarts(
  loaded: LoadedGuest,
  { warmIterations, deadlineMs }: StartJob,
): Pick<StartResult, 'warmNs' | 'warmStoreNs' | 'warmDropNs'> {
  const { engine, guest } = loaded;
  const [warmNs, warmStoreNs, warmDropNs]: [number[], number[], number[]] = [[], [], []];
  // Half of the deadline, so that a slow guest is measured less often instead of being called endless.
  const end = performance.now() + deadlineMs / 2;
  for (let index = -Math.min(WARM_UP, warmIterations); index < warmIterations; index++) {
    if (warmNs.length >= LEAST_WARM && performance.now() > end) break;
    const around = new PhaseClock();
    const store = around.measure('store', () => engine.newStore(guest));
    const clock = new PhaseClock();
    instantiate(loaded, store, clock);
    around.measure('drop', () => store.close());
    if (index < 0) continue;
    const [made, dropped] = around.phases;
    warmNs.push(clock.totalNs());
    warmStoreNs.push(made?.ns ?? 0);
    warmDropNs.push(dropped?.ns ?? 0);
  }
  return { warmNs, warmStoreNs, warmDropNs };
}
