import { EnvironmentError } from '@wasmgate/contracts/errors';
import { readWasm, stripModule, WasmFormatError, type WasmBinary } from '@wasmgate/wasm-model';
import { componentize } from './componentize.ts';
import { isComponentType } from './shipped-kind.ts';

/** The bytes of the four artifacts. */
export interface Stages {
  readonly linked: Uint8Array;
  readonly named: Uint8Array;
  readonly unoptimized: Uint8Array;
  readonly shipped: Uint8Array;
}

/** What ships of a core module: without names, and as a component when it is to be one. */
async function shippable(core: Uint8Array, asComponent: boolean): Promise<Uint8Array> {
  return asComponent ? componentize(stripModule(core, { keep: isComponentType })) : stripModule(core);
}

/** Derives all that is measured from the one module that was linked, so that what is inspected is what ships. */
export async function deriveStages(
  linked: Uint8Array,
  named: Uint8Array,
  asComponent: boolean,
): Promise<Stages> {
  return {
    linked,
    named,
    unoptimized: await shippable(linked, asComponent),
    shipped: await shippable(named, asComponent),
  };
}

/** Reads back what a tool of ours made. Throws EnvironmentError (exit 3): such a file must not be used. */
export function readMade(name: string, bytes: Uint8Array): WasmBinary {
  try {
    return readWasm(bytes);
  } catch (cause) {
    if (!(cause instanceof WasmFormatError)) throw cause;
    throw new EnvironmentError(`${name}: what was built is not valid WebAssembly: ${cause.message}`, {
      cause,
    });
  }
}
