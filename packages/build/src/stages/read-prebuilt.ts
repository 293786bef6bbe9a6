import { sep } from 'node:path';
import { readWasmInput } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { pathInside } from '@wasmgate/contracts/subject';
import { readWellFormed, type WasmBinary } from '@wasmgate/wasm-model';

/** A .wasm that was built elsewhere. */
export interface Prebuilt {
  readonly bytes: Uint8Array;
  readonly binary: WasmBinary;
}

/**
 * Reads a subject's prebuilt .wasm. Throws InputError (exit 2) when it does not lie in prebuilt/ (only what does keys the
 * task `build`), or is not whole and well-formed.
 */
export function readPrebuilt(subjectDir: string, path: string): Prebuilt {
  const file = pathInside(subjectDir, path, 'wasmgate.json: $.wasm');
  const folder = pathInside(subjectDir, 'prebuilt', 'prebuilt/');
  if (!file.startsWith(folder + sep)) {
    throw new InputError(`wasmgate.json: $.wasm: ${JSON.stringify(path)} does not lie in prebuilt/`, {
      fix: `move the file there: "wasm": "prebuilt/…"`,
    });
  }
  const { bytes, parsed } = readWasmInput(file, readWellFormed);
  return { bytes, binary: parsed };
}
