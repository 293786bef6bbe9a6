import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import {
  parseInvocation,
  verifyPrecompiled,
  type Artifact,
  type ComponentInstance,
  type Engine,
  type ModuleInstance,
  type PreparedComponent,
  type PreparedModule,
  type Store,
  type Wasmtime,
} from '@wasmgate/wasmtime';
import { phaseAnnouncer } from './announce-phase.ts';
import { guestCall } from './call-guest.ts';
import { clockFloor } from './clock-floor.ts';
import type { GuestPlan, StartJob, StartResult } from './job.ts';
import { PhaseClock } from './phase-clock.ts';
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
  const { guest, source } = job;
  const load = loader(job);
  const clock = new PhaseClock(phaseAnnouncer(job.phaseFile));
  onPhase(clock);
  const involuntarySwitches = switchCounter();
  // Once before it counts, so that nothing is new to it.
  involuntarySwitches();
  const before = involuntarySwitches();
  const engine = clock.measure('engine', () => wasmtime.newEngine({ allocator: job.allocator }));
  const artifact = clock.measure('wasm' in source ? 'compile' : 'deserialize', () => load(engine));
  if ('wasm' in source) onCompiled();
  const linked = clock.measure('link', () => {
    const linker = engine.newLinker(guest.kind);
    return { linker, prepared: linker.prepare(artifact, { stubs: guest.stubImports }) };
  });
  const store = clock.measure('store', () => engine.newStore(guest));
  const instance = instantiate(linked.prepared, store, guest, clock);
  const totalNs = clock.totalNs();
  const startSwitches = involuntarySwitches() - before;
  for (const call of guest.calls) {
    clock.begin(`call:${call.name}`);
    const made = guestCall(instance, call, guest);
    clock.measure(clock.current, made.call);
    if (made.outcome() === 'exited') break;
  }
  clock.begin('warm');
  const beforeWarm = involuntarySwitches();
  const warm = warmStarts(engine, linked.prepared, job);
  const warmSwitches = involuntarySwitches() - beforeWarm;
  store.close();
  linked.prepared.close();
  linked.linker.close();
  artifact.close();
  engine.close();
  // Last, so that it warms nothing up.
  const clockFloorNs = clockFloor(wasmtime);
  return { phases: clock.phases, totalNs, ...warm, startSwitches, warmSwitches, clockFloorNs };
}

const initialize = parseInvocation('_initialize()');
const nanoseconds = (ms: number): bigint => BigInt(Math.round(ms * 1e6));

/**
 * One instance, with its `_initialize` when it is a reactor. What JavaScript does before and after the two calls (room for
 * answers, looking up, reading errors) stays outside the clock: it took 0.7 µs a call, of 10.
 */
function instantiate(
  prepared: PreparedComponent | PreparedModule,
  store: Store,
  guest: GuestPlan,
  clock: PhaseClock,
): ComponentInstance | ModuleInstance {
  const made = prepared.prepareInstance(store);
  clock.measure('instantiate', made.call);
  const instance = made.result();
  if (guest.initialize) {
    clock.begin('initialize');
    const call = guestCall(instance, initialize, guest);
    clock.measure('initialize', call.call);
    call.outcome();
  }
  return instance;
}

/** Reads and checks before the clock starts, so that what is timed is wasmtime's work. */
function loader({ source }: StartJob): (engine: Engine) => Artifact {
  if ('wasm' in source) {
    const bytes = readRegularFile(source.wasm, { maxBytes: MAX_BINARY_BYTES });
    return (engine) => engine.compile(bytes);
  }
  const precompiled = verifyPrecompiled(source.precompiled);
  return (engine) => engine.deserialize(precompiled);
}

/**
 * Instantiates again in the same engine; for a reactor with its `_initialize`, which a component runs by itself. Making
 * the store and dropping the instance with it are measured beside that, not in it.
 */
function warmStarts(
  engine: Engine,
  prepared: PreparedComponent | PreparedModule,
  job: StartJob,
): Pick<StartResult, 'warmNs' | 'warmStoreNs' | 'warmDropNs'> {
  const { guest } = job;
  const [warmNs, warmStoreNs, warmDropNs]: [number[], number[], number[]] = [[], [], []];
  const begun = process.hrtime.bigint();
  const least = begun + nanoseconds(job.warmMs ?? 0);
  // Half of the deadline, so that a slow guest is measured less often instead of being called endless.
  const most = begun + nanoseconds(job.deadlineMs / 2);
  for (let index = -Math.min(WARM_UP, job.warmIterations); ; index++) {
    const now = process.hrtime.bigint();
    if (index >= job.warmIterations && (job.warmIterations === 0 || now >= least)) break;
    if (warmNs.length >= LEAST_WARM && now > most) break;
    const around = new PhaseClock();
    const store = around.measure('store', () => engine.newStore(guest));
    const clock = new PhaseClock();
    instantiate(prepared, store, guest, clock);
    around.measure('drop', () => store.close());
    if (index < 0) continue;
    const [made, dropped] = around.phases;
    warmNs.push(clock.totalNs());
    warmStoreNs.push(made?.ns ?? 0);
    warmDropNs.push(dropped?.ns ?? 0);
  }
  return { warmNs, warmStoreNs, warmDropNs };
}
