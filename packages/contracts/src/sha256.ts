import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { openRegularFile } from './read-file.ts';

/** SHA-256 of bytes, or of a text as UTF-8, in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

const known = new WeakMap<Uint8Array, string>();

/** SHA-256 of a whole file that was read and stays as it is: worked out once, though several parts of a report name it. */
export function sha256OfRead(file: Uint8Array): string {
  const hash = known.get(file) ?? sha256(file);
  known.set(file, hash);
  return hash;
}

const PIECE_BYTES = 1024 * 1024;

/** SHA-256 of a file, read piece by piece: its size does not matter. Errors are those of `readRegularFile`. */
export function sha256File(file: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const { descriptor } = openRegularFile(file);
  try {
    for (let length; (length = readSync(descriptor, piece)) > 0;) hash.update(piece.subarray(0, length));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
