import { FIRST_INSTANCE } from '@wasmgate/contracts/point-metrics';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { guestCall, parseInvocation, type Wasmtime } from '@wasmgate/wasmtime';
import type { FuelJob, FuelResult } from './job.ts';
import { phaseAnnouncer } from './announce-phase.ts';
import { PhaseClock } from './phase-clock.ts';

/** More than any guest can burn before its deadline, and still exact as a double. */
const TANK = BigInt(Number.MAX_SAFE_INTEGER);

/** Counts fuel in this process; see FuelJob. Nothing here is timed: counting changes the compiled code. */
export function countFuel(
  wasmtime: Wasmtime,
  job: FuelJob,
  onPhase: (clock: PhaseClock) => void,
  onCompiled: () => void,
): FuelResult {
  const { guest } = job;
  const bytes = readRegularFile(job.wasm, { maxBytes: MAX_BINARY_BYTES });
  const clock = new PhaseClock(phaseAnnouncer(job.phaseFile));
  onPhase(clock);
  const engine = wasmtime.newEngine({ fuel: true });
  const artifact = clock.measure('compile', () => engine.compile(bytes));
  onCompiled();
  const linker = engine.newLinker(guest.kind);
  const prepared = clock.measure('link', () => linker.prepare(artifact, { stubs: guest.stubImports }));
  const store = engine.newStore(guest);
  store.setFuel(TANK);
  const used = (): number => Number(TANK - store.fuel());
  const instance = clock.measure('instantiate', () => prepared.instantiate(store));
  if (guest.initialize) {
    clock.begin('initialize');
    const initialize = guestCall(instance, parseInvocation('_initialize()'), guest);
    initialize.call();
    initialize.outcome();
  }
  const points = [{ name: FIRST_INSTANCE, fuel: used() }];
  for (const call of guest.calls) {
    clock.begin(`call:${call.name}`);
    const made = guestCall(instance, call, guest);
    made.call();
    const outcome = made.outcome();
    points.push({ name: call.name, fuel: used() });
    if (outcome === 'exited') break;
  }
  store.close();
  prepared.close();
  linker.close();
  artifact.close();
  engine.close();
  return { points };
}
