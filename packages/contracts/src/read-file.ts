import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { InputError } from './errors.ts';

/** What people write: a larger one is no configuration. */
export const MAX_CONFIG_BYTES = 1024 * 1024;

/** Modules and programs: the longest module that engines accept is 1 GiB. */
export const MAX_BINARY_BYTES = 1024 * 1024 * 1024;

/** How much of a file is read. */
export interface ReadLimits {
  readonly maxBytes: number;
  /** How to put it right. */
  readonly fix?: string | undefined;
}

/** Windows has neither: there is no FIFO to wait for, and no terminal to become. */
const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants;

const refusal = (file: string, what: string, fix: string | undefined, cause?: unknown): InputError =>
  new InputError(`${file}: ${what}`, { cause, ...(fix === undefined ? {} : { fix }) });

/**
 * Opens a regular file, and nothing else: it never waits (a FIFO opens at once, and is refused), and what is looked at is what was
 * opened. Errors (exit 2) name the file.
 */
export function openRegularFile(file: string, fix?: string): { descriptor: number; size: number } {
  let descriptor: number;
  try {
    descriptor = openSync(file, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  } catch (cause) {
    throw refusal(file, openFailure(cause), fix, cause);
  }
  const stat = fstatSync(descriptor);
  if (stat.isFile()) return { descriptor, size: stat.size };
  closeSync(descriptor);
  throw refusal(file, stat.isDirectory() ? 'is a folder, not a file' : 'is not a regular file', fix);
}

/** The one way in which wasmgate reads a file that somebody else wrote: no more of it than `maxBytes`. Errors as `openRegularFile`. */
export function readRegularFile(file: string, { maxBytes, fix }: ReadLimits): Buffer {
  const { descriptor, size } = openRegularFile(file, fix);
  try {
    const bytes = size > maxBytes ? null : readAtMost(descriptor, size, maxBytes);
    if (bytes !== null) return bytes;
  } catch (cause) {
    throw refusal(file, `cannot be read (${codeOf(cause)})`, fix, cause);
  } finally {
    closeSync(descriptor);
  }
  throw refusal(file, `is too large: at most ${maxBytes} bytes are read`, fix);
}

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? 'unknown';

function openFailure(cause: unknown): string {
  const code = codeOf(cause);
  switch (code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EISDIR':
      return 'is a folder, not a file';
    // A socket, or a device that is not there.
    case 'ENXIO':
      return 'is not a regular file';
    default:
      return `cannot be read (${code})`;
  }
}

/** Null when there is more. The size that the system told is a guess: a file of /proc says 0, and a log grows. */
function readAtMost(descriptor: number, size: number, maxBytes: number): Buffer | null {
  let bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (let read; (read = readSync(descriptor, bytes, length, bytes.length - length, null)) > 0;) {
    length += read;
    if (length > maxBytes) return null;
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(maxBytes + 1, 2 * length + 4096));
  }
  return bytes.subarray(0, length);
}
