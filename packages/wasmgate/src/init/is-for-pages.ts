import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { moduleImports, readWasm, WasmFormatError } from '@wasmgate/wasm-model';

/** Whether a .wasm is a core module that imports more than WASI has: wasmtime cannot start it, and V8 can. */
export function isForPages(file: string): boolean {
  try {
    const binary = readWasm(readRegularFile(file, { maxBytes: MAX_BINARY_BYTES }));
    if (binary.kind === 'component') return false;
    return moduleImports(binary).some(({ module }) => module !== 'wasi_snapshot_preview1');
  } catch (error) {
    // The gate says what is wrong with it.
    if (error instanceof WasmFormatError) return false;
    throw error;
  }
}
