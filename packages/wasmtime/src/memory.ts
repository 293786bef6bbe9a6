import koffi from 'koffi';

import { readPointer, sizes } from './layout.ts';
import type { Native, Pointer } from './prototypes.ts';

/** A result or message longer than this is cut off: a guest chooses these lengths. */
const MAX_COPY_BYTES = 1 << 30;

/** Copies `length` bytes out of foreign memory. */
export function copyBytes(address: Pointer | null, length: number): Buffer {
  if (address === null || length === 0) return Buffer.alloc(0);
  if (length > MAX_COPY_BYTES) throw new RangeError(`refusing to copy ${length} bytes from wasmtime`);
  return Buffer.from(new Uint8Array(koffi.view(address, length)));
}

/**
 * Where a buffer's bytes lie: koffi takes an address faster than a buffer, which counts in a call that is timed. It is good for
 * as long as somebody holds the buffer.
 */
export function addressOf(buffer: Buffer): Pointer {
  return koffi.address(buffer);
}

/** Writes into memory that wasmtime allocated. */
export function writeBytes(address: Pointer, bytes: Uint8Array): void {
  new Uint8Array(koffi.view(address, bytes.byteLength)).set(bytes);
}

/** The bytes of a wasm_byte_vec_t (`size`, then `data`) that stays wasmtime's. */
export function bytesOfVec(vec: Buffer, offset = 0): Buffer {
  return copyBytes(readPointer(vec, offset + sizes.pointer), Number(vec.readBigUInt64LE(offset)));
}

/** Lets a C function fill a wasm_byte_vec_t, copies the bytes and frees the vector. */
export function takeByteVec(native: Native, fill: (vec: Buffer) => void): Buffer {
  const vec = Buffer.alloc(sizes.byteVec);
  fill(vec);
  try {
    return bytesOfVec(vec);
  } finally {
    native.wasm_byte_vec_delete(vec);
  }
}
