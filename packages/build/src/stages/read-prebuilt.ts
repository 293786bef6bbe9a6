import { readWasmInput } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { pathInside } from '@wasmgate/contracts/subject';
import { rootOf } from '@wasmgate/contracts/workspace';
import { readWellFormed, type WasmBinary } from '@wasmgate/wasm-model';
import { keyedFiles } from '../keyed/keyed-files.ts';
import { turboTasks } from '../keyed/turbo-tasks.ts';

/** A .wasm that was built elsewhere. */
export interface Prebuilt {
  readonly bytes: Uint8Array;
  readonly binary: WasmBinary;
}

/**
 * Reads a subject's prebuilt .wasm. Throws InputError (exit 2) when it does not key the task `build` (what lies in prebuilt/ does, and
 * what turbo.json names), or is not well-formed.
 */
export function readPrebuilt(subjectDir: string, path: string): Prebuilt {
  const root = rootOf(subjectDir);
  const file = pathInside(subjectDir, path, 'wasmgate.json: $.wasm', root);
  const place = keyedFiles({ subjectDir, root, inputs: turboTasks(subjectDir).build.inputs })(file);
  if (!place.keyed) {
    const inputs = JSON.stringify(['$TURBO_EXTENDS$', place.input]).replace(',', ', ');
    throw new InputError(`wasmgate.json: $.wasm: ${JSON.stringify(path)} does not key the build`, {
      fix: `move the file to prebuilt/, or in the subject's turbo.json: "tasks": { "build": { "inputs": ${inputs} } }`,
    });
  }
  const { bytes, parsed } = readWasmInput(file, readWellFormed);
  return { bytes, binary: parsed };
}
