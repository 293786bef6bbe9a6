import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { coreValueFrom, type Invocation } from '@wasmgate/wasmtime';
import type { CodeSource, EngineChoice, GuestPlan, JavaScriptTypes } from '../job.ts';
import type { CallOutcome, Engine, GuestCode, GuestInstance, Step } from './engine.ts';
import { GuestError } from './guest-error.ts';
import { guestErrorOf } from './v8-error.ts';
import { stubImports } from './v8-imports.ts';
import { webAssembly, type Exports } from './web-assembly.ts';

const PAGE_BYTES = 65_536;

/** The V8 that this very process runs in, as a page or a program for Node would use it: all imports are stubs. */
export class V8Engine implements Engine {
  readonly #collectGarbage: () => void;
  #loads = 0;

  constructor({ version }: Pick<EngineChoice, 'version'>) {
    if (version !== process.versions.v8) {
      throw new GuestError('library', `this process runs in V8 ${process.versions.v8}, not in ${version}`);
    }
    // A flag that is set late reaches new contexts alone.
    setFlagsFromString('--expose-gc');
    this.#collectGarbage = runInNewContext('gc') as () => void;
  }

  open({ javascript, memoryBytes }: GuestPlan, source: CodeSource): GuestCode {
    if (javascript === null || !('wasm' in source)) throw new Error('V8 starts core modules, and no .cwasm');
    setFlagsFromString(`--wasm-max-mem-pages=${Math.floor(memoryBytes / PAGE_BYTES)}`);
    const bytes = readRegularFile(source.wasm, { maxBytes: MAX_BINARY_BYTES });
    return {
      load: (clock, onCode = () => {}) => {
        const unique = withNumber(bytes, this.#loads++);
        const module = guarded(() => clock.measure('compile', () => new webAssembly.Module(unique)));
        onCode();
        return {
          newStore: (around) => {
            around?.begin('link');
            // Of its own for each instance: a memory that is imported keeps what was written to it.
            const imports = stubImports(javascript.imports);
            return {
              prepareInstance: () =>
                step(
                  () => new webAssembly.Instance(module, imports),
                  ({ exports }) => guestInstance(exports, javascript),
                ),
              close: () => {},
            };
          },
          save: () => {
            throw new Error('V8 writes no compiled code');
          },
          close: () => {},
        };
      },
    };
  }

  settle(): void {
    this.#collectGarbage();
  }

  emptyCall(): void {}
}

/**
 * The module with a number in a custom section at its end: V8 keeps the code of modules that are alive by their bytes, and would
 * compile the second of two equal ones in no time.
 */
function withNumber(bytes: Uint8Array, number: number): Uint8Array {
  const name = 'wasmgate';
  const section = Buffer.alloc(3 + name.length + 4);
  section.writeUInt8(0, 0);
  section.writeUInt8(1 + name.length + 4, 1);
  section.writeUInt8(name.length, 2);
  section.write(name, 3);
  section.writeUInt32LE(number, 3 + name.length);
  return Buffer.concat([bytes, section]);
}

function guestInstance(exports: Exports, { parameters }: JavaScriptTypes): GuestInstance {
  return {
    prepareCall: ({ name, args }: Invocation): Step<CallOutcome> => {
      const exported = Object.hasOwn(exports, name) ? exports[name] : undefined;
      if (typeof exported !== 'function') {
        throw new GuestError('export_missing', `no function is exported as \`${name}\``);
      }
      const types = parameters[name] ?? [];
      if (args.length !== types.length) {
        throw new GuestError('arguments', `\`${name}\` takes ${types.length} arguments, got ${args.length}`);
      }
      const values = args.map((literal, index) => coreValueFrom(literal, types[index] ?? ''));
      return step(
        () => exported(...values) as unknown,
        () => 'returned',
      );
    },
  };
}

/** Work whose error is kept for later, so that a clock ends when the guest does. */
function step<R, T>(work: () => R, result: (made: R) => T): Step<T> {
  let made: { readonly value: R } | { readonly error: unknown } = { error: new Error('it was not called') };
  return {
    call: () => {
      try {
        made = { value: work() };
      } catch (error) {
        made = { error };
      }
    },
    outcome: () => {
      if ('error' in made) throw guestErrorOf(made.error);
      return result(made.value);
    },
  };
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw guestErrorOf(error);
  }
}
