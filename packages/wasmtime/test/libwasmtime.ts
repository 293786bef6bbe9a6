import koffi from 'koffi';

import { openWasmtime, type Wasmtime } from '../src/index.ts';

/** Path of the real libwasmtime that the tests run against. */
export function libwasmtimePath(): string {
  const path = process.env['WASMGATE_LIBWASMTIME'];
  if (path === undefined) throw new Error('set WASMGATE_LIBWASMTIME to a libwasmtime 49');
  return path;
}

/** Path of the real `wasmtime` command that the tests run against. */
export function wasmtimeCliPath(): string {
  const path = process.env['WASMGATE_WASMTIME'];
  if (path === undefined) throw new Error('set WASMGATE_WASMTIME to a wasmtime 49');
  return path;
}

let library: Wasmtime | undefined;

/** The library, loaded once a test file. */
export function wasmtime(): Wasmtime {
  library ??= openWasmtime(libwasmtimePath());
  return library;
}

/** Assembles text, module or component, with libwasmtime's own parser. */
export function wat(text: string): Buffer {
  const handle = koffi.load(libwasmtimePath());
  const parse = handle.func('void* wasmtime_wat2wasm(const char*, size_t, void*)');
  const vec = Buffer.alloc(16);
  if (parse(text, Buffer.byteLength(text), vec) !== null) throw new Error(`invalid test fixture: ${text}`);
  return Buffer.from(new Uint8Array(koffi.view(vec.readBigUInt64LE(8), Number(vec.readBigUInt64LE(0)))));
}
