import { moduleData, moduleGlobals, moduleNames, type WasmModule } from '@wasmgate/wasm-model';

/** What a module's own bytes say of its memory; `main`: the module with names. */
export function staticBytes(main: WasmModule | undefined): {
  readonly data_bytes: number;
  readonly stack_bytes: number | null;
} {
  if (main === undefined) return { data_bytes: 0, stack_bytes: null };
  return { data_bytes: dataBytes(main), stack_bytes: stackBytes(main) };
}

const dataBytes = (module: WasmModule): number =>
  moduleData(module).reduce((sum, { payloadStart, payloadEnd }) => sum + payloadEnd - payloadStart, 0);

/** The stack grows down from where its pointer begins: to 0, when all data lies above. */
function stackBytes(module: WasmModule): number | null {
  const globals = moduleGlobals(module);
  for (const [index, name] of moduleNames(module).globals.entries()) {
    if (name !== '__stack_pointer' || index >= globals.length) continue;
    const top = globals.get(index).initial?.value;
    const lowest = Math.min(...moduleData(module).map(({ address }) => address ?? Infinity));
    return top !== undefined && top <= lowest ? top : null;
  }
  return null;
}
