import type { WasmgateJson } from './generated/wasmgate.ts';

/** wasmgate.json: `exports`. */
type Exports = WasmgateJson['exports'];

/** The exports that must be there. */
export const demandedExports = (exports: Exports): readonly string[] =>
  Array.isArray(exports) ? exports : [];

/** Why it is accepted that there are none; undefined when it is not. */
export const exportsWaiver = (exports: Exports): { none: string } | undefined =>
  Array.isArray(exports) ? undefined : exports;
