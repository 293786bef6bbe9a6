import type { WasmBinary } from '@wasmgate/wasm-model';

/** A module or component at any depth, and where it stands. */
export interface PlacedBinary {
  /** `module`, or as in `component / core module 0`. */
  readonly path: string;
  readonly binary: WasmBinary;
}

/** A binary and everything nested in it, in file order; readWasm has bounded the depth. */
export function* walkBinary(binary: WasmBinary, path: string = binary.kind): Generator<PlacedBinary> {
  yield { path, binary };
  let modules = 0;
  let components = 0;
  for (const { nested } of binary.sections) {
    if (nested === undefined) continue;
    const own = nested.kind === 'module' ? `core module ${modules++}` : `component ${components++}`;
    yield* walkBinary(nested, `${path} / ${own}`);
  }
}
