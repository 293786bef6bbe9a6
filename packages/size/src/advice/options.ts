import type { stripModule } from '@wasmgate/wasm-model';

/** Of custom sections wasm-opt reads one: what the module uses. The others would only be carried along. */
export const KEPT_FOR_TOOLS: NonNullable<Parameters<typeof stripModule>[1]> = {
  keep: (name) => name === 'target_features',
};

/** Removes what nothing leads to. */
export const REMOVE_UNUSED = ['--remove-unused-module-elements'] as const;
