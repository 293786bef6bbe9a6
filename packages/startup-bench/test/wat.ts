import koffi from 'koffi';
import { resolveWasmtime, type ResolvedWasmtime } from '@wasmgate/toolchain';

let found: Promise<ResolvedWasmtime> | undefined;

/** The real wasmtime of this machine, found or installed as the bin does it. */
export function wasmtime(): Promise<ResolvedWasmtime> {
  found ??= resolveWasmtime({
    env: process.env,
    dir: import.meta.dirname,
    progress: { step: () => {}, tick: () => {} },
  });
  return found;
}

/** Assembles text, module or component, with libwasmtime's own parser. */
export async function wat(text: string): Promise<Buffer> {
  const { libraryPath } = await wasmtime();
  const parse = koffi.load(libraryPath).func('void* wasmtime_wat2wasm(const char*, size_t, void*)');
  const vec = Buffer.alloc(16);
  if (parse(text, Buffer.byteLength(text), vec) !== null) throw new Error(`invalid test fixture: ${text}`);
  return Buffer.from(new Uint8Array(koffi.view(vec.readBigUInt64LE(8), Number(vec.readBigUInt64LE(0)))));
}
