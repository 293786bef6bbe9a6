import type { BuildJson } from '@wasmgate/contracts/build';
import { sha256 } from '@wasmgate/contracts/sha256';
import { coreModules, sectionBytes, type WasmBinary, type WasmModule } from '@wasmgate/wasm-model';

const sectionHash = (module: WasmModule, name: 'code' | 'data'): string | null => {
  const bytes = sectionBytes(module, name);
  return bytes === undefined ? null : sha256(bytes);
};

/**
 * Ties what ships to what is inspected: the code and data sections of `named`, by hash, and whether `shipped` (itself, or
 * a core module inside it) has the very same.
 */
export function coreIdentity(named: WasmModule | undefined, shipped: WasmBinary): BuildJson['core'] {
  const code = named === undefined ? null : sectionHash(named, 'code');
  const data = named === undefined ? null : sectionHash(named, 'data');
  const modules = coreModules(shipped);
  const same = modules.some(
    ({ module }) => sectionHash(module, 'code') === code && sectionHash(module, 'data') === data,
  );
  // A component without any core module has nothing that could differ.
  const empty = named === undefined && modules.length === 0;
  return { code_sha256: code, data_sha256: data, matches_named: same || empty };
}
