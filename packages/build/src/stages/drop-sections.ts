import { readWasm, rewriteSections } from '@wasmgate/wasm-model';
import type { Stages } from './derive-stages.ts';

/**
 * Leaves custom sections of these names out of what ships, at any depth. What is inspected, `linked` and `named`, keeps them, and every
 * other byte stays as it is.
 */
export function dropSections(stages: Stages, names: readonly string[]): Stages {
  if (names.length === 0) return stages;
  const without = (bytes: Uint8Array): Uint8Array =>
    rewriteSections(readWasm(bytes), ({ customName }) =>
      customName !== undefined && names.includes(customName) ? null : undefined,
    );
  return { ...stages, unoptimized: without(stages.unoptimized), shipped: without(stages.shipped) };
}
