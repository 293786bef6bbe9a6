import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { openRegularFile } from './read-file.ts';

/** SHA-256 of bytes, or of a text as UTF-8, in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

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
