import type { GuestFailure } from '../job.ts';
import { GuestError } from './guest-error.ts';
import { webAssembly } from './web-assembly.ts';

/** What V8 says where there is not as much memory as a guest asks for, or is allowed. */
const NO_MEMORY =
  /out of memory|could not allocate memory|memory size \(\d+ pages\) is larger than implementation limit/i;

/**
 * The GuestError for what V8 threw of a guest: the error classes are those of the WebAssembly JavaScript Interface ("Error
 * Objects"), the words V8's own. The message has the frames, as wasmtime writes them, and ends with what happened.
 */
export function guestErrorOf(error: unknown): GuestError {
  if (error instanceof GuestError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new GuestError(kindOf(error, message), [...framesOf(error), message].join('\n'), error);
}

function kindOf(error: unknown, message: string): GuestFailure['kind'] {
  if (NO_MEMORY.test(message)) return 'out_of_memory';
  if (error instanceof webAssembly.CompileError) return 'invalid';
  if (error instanceof webAssembly.RuntimeError) return 'trap';
  // The stack has no room for another call: to wasmtime that is a trap too.
  if (error instanceof RangeError && /call stack/i.test(message)) return 'trap';
  return 'other';
}

/** `at name (wasm://wasm/1234abcd:wasm-function[3]:0x5c)`, or without a name. */
const FRAME = /at (?:(.+) \()?wasm:\/\/\S*wasm-function\[(\d+)\]:(0x[0-9a-f]+)/;

function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines
    .map((line) => FRAME.exec(line))
    .filter((found) => found !== null)
    .map(([, name, index, offset], at) => `    ${at}: ${offset} - ${name ?? `function ${index}`}`);
}
