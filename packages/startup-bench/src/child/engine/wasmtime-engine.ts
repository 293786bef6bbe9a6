import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import {
  guestCall,
  verifyPrecompiled,
  type Engine as NativeEngine,
  type PreparedComponent,
  type PreparedModule,
  type Store,
  type Wasmtime,
} from '@wasmgate/wasmtime';
import type { CodeSource, GuestPlan } from '../job.ts';
import type { PhaseClock } from '../phase-clock.ts';
import { writePrecompiled } from '../precompile.ts';
import { codePhase, type Engine, type GuestCode, type GuestStore } from './engine.ts';

/** wasmtime through its C API: an engine of its own for each guest that is loaded. */
export class WasmtimeEngine implements Engine {
  readonly emptyCall: () => void;
  readonly #wasmtime: Wasmtime;
  readonly #allocator: InstanceAllocator;

  constructor(wasmtime: Wasmtime, allocator: InstanceAllocator) {
    this.#wasmtime = wasmtime;
    this.#allocator = allocator;
    this.emptyCall = wasmtime.emptyCall;
  }

  open(guest: GuestPlan, source: CodeSource): GuestCode {
    const code = readCode(source);
    return {
      load: (clock, onCode = () => {}) => {
        const engine = clock.measure('engine', () =>
          this.#wasmtime.newEngine({ allocator: this.#allocator }),
        );
        const artifact = clock.measure(codePhase(source), () => code(engine));
        onCode();
        const { linker, prepared } = clock.measure('link', () => {
          const made = engine.newLinker(guest.kind);
          return { linker: made, prepared: made.prepare(artifact, { stubs: guest.stubImports }) };
        });
        return {
          newStore: (around) => {
            const make = (): Store => engine.newStore(guest);
            return guestStore(around === undefined ? make() : around.measure('store', make), prepared, guest);
          },
          save: (path) => writePrecompiled(artifact, path),
          close: () => {
            prepared.close();
            linker.close();
            artifact.close();
            engine.close();
          },
        };
      },
    };
  }

  /** Nothing: whoever opened something closes it. */
  settle(): void {}
}

/** Reads and checks a guest's code, so that what is timed is wasmtime's work. */
function readCode(source: CodeSource): (engine: NativeEngine) => ReturnType<NativeEngine['compile']> {
  if ('wasm' in source) {
    const bytes = readRegularFile(source.wasm, { maxBytes: MAX_BINARY_BYTES });
    return (engine) => engine.compile(bytes);
  }
  const precompiled = verifyPrecompiled(source.precompiled);
  return (engine) => engine.deserialize(precompiled);
}

function guestStore(
  store: Store,
  prepared: PreparedComponent | PreparedModule,
  guest: GuestPlan,
): GuestStore {
  return {
    prepareInstance: () => {
      const made = prepared.prepareInstance(store);
      const outcome = () => {
        const instance = made.result();
        return { prepareCall: (call: Parameters<typeof guestCall>[1]) => guestCall(instance, call, guest) };
      };
      return { call: made.call, outcome };
    },
    close: (clock?: PhaseClock) => {
      if (clock === undefined) store.close();
      else clock.measure('drop', () => store.close());
    },
  };
}
