import {
  parseInvocation,
  type Artifact,
  type ComponentInstance,
  type Engine,
  type Linker,
  type ModuleInstance,
  type PreparedComponent,
  type PreparedModule,
  type Store,
  type Wasmtime,
} from '@wasmgate/wasmtime';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import { guestCall } from './call-guest.ts';
import type { GuestPlan } from './job.ts';
import type { PhaseClock } from './phase-clock.ts';

/** Gives an engine a guest's code, and what that is called: `compile` or `deserialize`. */
export interface CodeSource {
  readonly phase: string;
  readonly load: (engine: Engine) => Artifact;
}

/** All that there is before an instance. */
export interface LoadedGuest {
  readonly guest: GuestPlan;
  readonly engine: Engine;
  readonly artifact: Artifact;
  readonly linker: Linker;
  readonly prepared: PreparedComponent | PreparedModule;
}

/** Engine, code and imports, each a phase of the clock. `onCode` hears, outside of any, that the code is there. */
export function loadGuest(
  wasmtime: Wasmtime,
  allocator: InstanceAllocator,
  guest: GuestPlan,
  source: CodeSource,
  clock: PhaseClock,
  onCode: () => void = () => {},
): LoadedGuest {
  const engine = clock.measure('engine', () => wasmtime.newEngine({ allocator }));
  const artifact = clock.measure(source.phase, () => source.load(engine));
  onCode();
  const linked = clock.measure('link', () => {
    const linker = engine.newLinker(guest.kind);
    return { linker, prepared: linker.prepare(artifact, { stubs: guest.stubImports }) };
  });
  return { guest, engine, artifact, ...linked };
}

/** Frees what `loadGuest` made. Its stores must be closed. */
export function unloadGuest({ engine, artifact, linker, prepared }: LoadedGuest): void {
  prepared.close();
  linker.close();
  artifact.close();
  engine.close();
}

const initialize = parseInvocation('_initialize()');

/**
 * One instance, with its `_initialize` when it is a reactor; a component runs that by itself. What JavaScript does before and after
 * the two calls (room for answers, looking up, reading errors) stays outside the clock: it took 0.7 µs a call, of 10.
 */
export function instantiate(
  { guest, prepared }: LoadedGuest,
  store: Store,
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
