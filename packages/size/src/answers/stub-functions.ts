import {
  findSection,
  stripModule,
  unsignedLeb,
  type ModuleFunctions,
  type WasmModule,
} from '@wasmgate/wasm-model';

/** A body of no locals, `unreachable`, `end`, with its length before it. */
const STUB = [3, 0, 0x00, 0x0b] as const;

/** Bytes of a stub. */
export const STUB_BYTES = STUB.length;

/**
 * A copy of a core module without custom sections (but `target_features`), the bodies of a set of functions replaced by
 * `unreachable`: what only they lead to is unreachable then.
 */
export function stubFunctions(
  module: WasmModule,
  { imported, entryStart, bodyEnd }: ModuleFunctions,
  set: ReadonlySet<number>,
): Uint8Array {
  const code = findSection(module, 'code');
  const { bytes, start, end } = module;
  const parts: (Uint8Array | readonly number[])[] = [];
  const entries: (Uint8Array | readonly number[])[] = [];
  for (let defined = 0; defined < entryStart.length; defined++) {
    const entry = bytes.subarray(entryStart[defined], bodyEnd[defined]);
    entries.push(set.has(imported + defined) ? STUB : entry);
  }
  if (code === undefined) parts.push(bytes.subarray(start, end));
  else {
    const body = [unsignedLeb(entryStart.length), ...entries];
    const length = body.reduce((sum, part) => sum + part.length, 0);
    parts.push(bytes.subarray(start, code.start), [code.id], unsignedLeb(length), ...body);
    parts.push(bytes.subarray(code.payloadEnd, end));
  }
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return stripModule(result, { keep: (name) => name === 'target_features' });
}
