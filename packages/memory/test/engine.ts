import koffi from 'koffi';
import { resolveWasmtime, type ResolvedWasmtime } from '@wasmgate/toolchain';

let found: Promise<ResolvedWasmtime> | undefined;

/** The real wasmtime of this machine, found or installed as the bin does it. */
export function engine(): Promise<ResolvedWasmtime> {
  found ??= resolveWasmtime({
    env: process.env,
    dir: import.meta.dirname,
    progress: { step: () => {}, tick: () => {} },
  });
  return found;
}

/** Assembles text with libwasmtime's own parser; names in it stay. */
export async function wat(text: string): Promise<Buffer> {
  const parse = koffi
    .load((await engine()).libraryPath)
    .func('void* wasmtime_wat2wasm(const char*, size_t, void*)');
  const vec = Buffer.alloc(16);
  if (parse(text, Buffer.byteLength(text), vec) !== null) throw new Error(`invalid test fixture: ${text}`);
  return Buffer.from(new Uint8Array(koffi.view(vec.readBigUInt64LE(8), Number(vec.readBigUInt64LE(0)))));
}
