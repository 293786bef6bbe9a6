import type { WasmBinary } from '../frame/binary.ts';
import { checkComponent } from './check-component.ts';
import { checkModule } from '../module/check-module.ts';
import { readWasm } from '../frame/read-wasm.ts';

/**
 * Reads a core module or a component whole, unlike readWasm: every section and all code, at every depth. WasmFormatError
 * for whatever is malformed, but not for what is damaged in a custom section, nor for code with unknown opcodes
 * (unreadCode): engines read such files, or may one day.
 */
export function readWellFormed(bytes: Uint8Array): WasmBinary {
  const binary = readWasm(bytes);
  check(binary);
  return binary;
}

function check(binary: WasmBinary): void {
  if (binary.kind === 'module') return checkModule(binary);
  checkComponent(binary);
  for (const { nested } of binary.sections) if (nested) check(nested);
}
