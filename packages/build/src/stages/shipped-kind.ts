import { InputError } from '@wasmgate/contracts/errors';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { customSections, moduleImports, type WasmModule } from '@wasmgate/wasm-model';

type Target = NonNullable<SubjectConfig['crate']>['target'];

const PREVIEW1 = 'wasi_snapshot_preview1';

/** Custom sections that describe a component (`component-type`, `component-type:…`), for whoever componentizes. */
export const isComponentType = (customName: string): boolean => customName.startsWith('component-type');

/**
 * Whether what the linker made ships as a component: on wasm32-wasip2 always, elsewhere when it carries
 * `component-type` sections. Throws InputError (exit 2) for a module of WASI preview 1 that must become one: that needs
 * an adapter, which wasmgate does not have.
 */
export function shipsAsComponent(linked: WasmModule, target: Target): boolean {
  const typed = customSections(linked).some(({ customName }) => isComponentType(customName ?? ''));
  if (target !== 'wasm32-wasip2' && !typed) return false;
  const old = moduleImports(linked).find(({ module }) => module === PREVIEW1);
  if (old === undefined) return true;
  const why = target === 'wasm32-wasip2' ? 'its target is wasm32-wasip2' : 'it has component-type sections';
  throw new InputError(
    `the module imports ${PREVIEW1}.${old.name} and must become a component (${why}): that needs an adapter`,
    {
      fix: 'build it for wasm32-wasip2, without what imports preview 1; or make it a core subject: wasm32-wasip1, without wit-bindgen',
    },
  );
}
