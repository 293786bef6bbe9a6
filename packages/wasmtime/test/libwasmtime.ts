import koffi from 'koffi';
import { inject } from 'vitest';

import { openWasmtime, type Wasmtime } from '../src/index.ts';

/** Path of the real libwasmtime that the tests run against. */
function libwasmtimePath(): string {
  return provided().library;
}

/** Path of the real `wasmtime` command that the tests run against. */
export function wasmtimeCliPath(): string {
  const { cli } = provided();
  if (cli === null) throw new Error('there is no wasmtime command for this machine');
  return cli;
}

function provided() {
  const found = inject('wasmtime');
  if ('missing' in found) throw new Error(found.missing);
  return found;
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
