import koffi from 'koffi';

import { Engine, type EngineOptions } from './engine.ts';
import { WasmtimeError } from './errors.ts';
import { opaqueSlot } from './layout.ts';
import { functionName, prototypes, type Native } from './prototypes.ts';
import { libraryMajorVersion } from './version.ts';

/** A loaded libwasmtime. */
export interface Wasmtime {
  readonly libraryPath: string;
  newEngine(options?: EngineOptions): Engine;
  /** The major version the library writes into what it compiles. Compiles an empty module to learn it. */
  majorVersion(): number;
  /** Calls a function of the library that does next to nothing: what any call through FFI costs at least. */
  emptyCall(): void;
}

/**
 * Loads libwasmtime and declares every function it will call, so that a library that lacks one is refused here
 * and not in the middle of a measurement.
 *
 * Some mistakes abort the process inside the library (a WASI call without a WASI context, impossible engine
 * settings), and a guest may loop: run untrusted guests in a child process.
 * @throws WasmtimeError `library`: cannot be loaded, or lacks a function.
 */
export function openWasmtime(libraryPath: string): Wasmtime {
  const native = declare(libraryPath);
  const vec = opaqueSlot();
  return {
    libraryPath,
    newEngine: (options) => new Engine(native, options),
    emptyCall: () => native.wasm_byte_vec_new_empty(vec),
    majorVersion: () => {
      const engine = new Engine(native);
      try {
        return libraryMajorVersion(engine);
      } finally {
        engine.close();
      }
    },
  };
}

function declare(libraryPath: string): Native {
  if (process.arch !== 'x64' && process.arch !== 'arm64') {
    throw new WasmtimeError(
      'library',
      `the structure sizes are known for x64 and arm64, not ${process.arch}`,
    );
  }
  let library: ReturnType<typeof koffi.load>;
  try {
    library = koffi.load(libraryPath);
  } catch (cause) {
    throw new WasmtimeError('library', `cannot load libwasmtime from ${libraryPath}: ${reason(cause)}`, {
      cause,
    });
  }
  const missing: string[] = [];
  const native: Record<string, unknown> = {};
  for (const prototype of prototypes) {
    const name = functionName(prototype);
    try {
      native[name] = library.func(prototype);
    } catch {
      missing.push(name);
    }
  }
  if (missing.length > 0) {
    throw new WasmtimeError(
      'library',
      `${libraryPath} is not the libwasmtime this needs (version 49): it lacks ${missing.slice(0, 3).join(', ')}` +
        (missing.length > 3 ? ` and ${missing.length - 3} more` : ''),
    );
  }
  return native as Native;
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
