import { componentImports, moduleImports, type WasmBinary } from '@wasmgate/wasm-model';
import type { GuestFailure, GuestPlan } from '../child/job.ts';

/** All that wasmtime provides to a core module here. */
const PREVIEW1 = 'wasi_snapshot_preview1';

/**
 * An import that nothing will provide, as wasmtime writes it; undefined when there is none, or when only linking tells: which of its
 * functions a component needs of an instance is not in its imports.
 */
export function missingImport(binary: WasmBinary): string | undefined {
  if (binary.kind === 'component') {
    return componentImports(binary).find(({ kind }) => kind === 'func')?.name;
  }
  for (const { module, name } of moduleImports(binary)) {
    if (module !== PREVIEW1) return `${module}::${name}`;
  }
  return undefined;
}

/** Why a guest cannot be linked, known before anything is compiled: that may take minutes. Null when nothing is known. */
export function importFailure(
  guest: { readonly missingImport: string | undefined },
  plan: Pick<GuestPlan, 'stubImports'>,
): GuestFailure | null {
  const name = guest.missingImport;
  if (name === undefined || plan.stubImports) return null;
  const message = `unknown import: \`${name}\` has not been defined`;
  return { kind: 'import_missing', message, during: 'link', importName: name };
}
