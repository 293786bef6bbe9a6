import { demandedExports, exportsWaiver } from '@wasmgate/contracts/exports';
import { finding, type FindingOf } from '@wasmgate/contracts/finding';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import {
  componentExports,
  componentImports,
  moduleExports,
  moduleImports,
  type WasmBinary,
} from '@wasmgate/wasm-model';

/** Names that an artifact exports, in its own order. */
export function exportNames(binary: WasmBinary): string[] {
  const exports = binary.kind === 'module' ? moduleExports(binary) : componentExports(binary);
  return exports.map(({ name }) => name);
}

/** What an artifact imports: `module.name` of a core module, interfaces of a component; each once, in its own order. */
export function importNames(binary: WasmBinary): string[] {
  const names =
    binary.kind === 'module'
      ? moduleImports(binary).map(({ module, name }) => `${module}.${name}`)
      : componentImports(binary).map(({ name }) => name);
  return [...new Set(names)];
}

/** True for what every linker exports by itself: memory, the table of functions, its own symbols, `_initialize`. */
function isScaffolding(name: string, kind: string): boolean {
  return kind === 'memory' || kind === 'table' || name === '_initialize' || name.startsWith('__');
}

/**
 * The finding `exports_missing`: the artifact lacks an export that wasmgate.json demands, or offers nothing at all, so
 * that every other gate would pass vacuously; or `exports_waived`, when wasmgate.json says why it offers nothing. Null when
 * there is nothing to find.
 */
export function exportsFinding(
  binary: WasmBinary,
  exports: SubjectConfig['exports'],
): FindingOf<'exports_missing'> | FindingOf<'exports_waived'> | null {
  const names = exportNames(binary);
  const found =
    binary.kind === 'component'
      ? names.length
      : moduleExports(binary).filter(({ name, kind }) => !isScaffolding(name, kind)).length;
  const waiver = exportsWaiver(exports);
  if (waiver !== undefined) return finding('exports_waived', { reason: waiver.none, found });
  const missing = demandedExports(exports).filter((name) => !names.includes(name));
  if (missing.length === 0 && found > 0) return null;
  return finding('exports_missing', { missing }, 'violation');
}

/** The target that a prebuilt file was made for, as far as its imports tell. */
export function targetByImports(binary: WasmBinary): string {
  const names = importNames(binary);
  if (binary.kind === 'component') {
    return names.some((name) => /^wasi:[^@]*@0\.2\./.test(name)) ? 'wasm32-wasip2' : 'unknown';
  }
  if (names.some((name) => name.startsWith('wasi_snapshot_preview1.'))) return 'wasm32-wasip1';
  return 'unknown';
}
