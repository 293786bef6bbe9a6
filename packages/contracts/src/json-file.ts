import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EnvironmentError, InputError } from './errors.ts';
import { printableJson } from './printable.ts';
import { schemaErrorText } from './schema-text.ts';
import type { Validate } from './validate.ts';

/** Reports and configuration are small: what is larger than this was not made by wasmgate. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;

export interface JsonShape {
  readonly validate: Validate;
  /** Keys allowed at a place (JSON pointer), for a did-you-mean. */
  readonly known?: (pointer: string) => readonly string[];
  /** What is wrong, with its JSON path, in a document that fits the schema; null when nothing is. */
  readonly problem?: (data: unknown) => string | null;
}

/** Where a document breaks its shape; null when it does not. */
function brokenBy(data: unknown, { validate, known, problem }: JsonShape): string | null {
  if (!validate(data)) return schemaErrorText(validate.errors, data, known ?? (() => []));
  return problem?.(data) ?? null;
}

/** Reads and parses a JSON file. Errors (exit 2) name the file and `fix`. */
export function readJson(file: string, fix?: string): unknown {
  return parseJson(file, readText(file, fix), fix);
}

/** Reads the text of a JSON file. Errors (exit 2) name the file and `fix`. */
export function readText(file: string, fix?: string): string {
  try {
    const { size } = statSync(file);
    if (size > MAX_JSON_BYTES)
      throw new InputError(`${file}: ${size} bytes is too large for a JSON file of wasmgate`);
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    const what =
      code === 'ENOENT'
        ? 'does not exist'
        : code === 'EISDIR'
          ? 'is a folder, not a file'
          : `cannot be read (${code})`;
    throw new InputError(`${file}: ${what}`, { cause, ...(fix === undefined ? {} : { fix }) });
  }
}

/** Parses a JSON text; `file` names it in the error (exit 2). */
export function parseJson(file: string, text: string, fix?: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const why = text.trim() === '' ? 'is empty' : `is not JSON: ${(cause as Error).message}`;
    throw new InputError(`${file}: ${why}`, { cause, ...(fix === undefined ? {} : { fix }) });
  }
}

/** Checks a document against its schema. The error (exit 2) names file, JSON path, expectation and `fix`. */
export function checkJson<T>(file: string, data: unknown, shape: JsonShape, fix?: string): T {
  const text = brokenBy(data, shape);
  if (text === null) return data as T;
  throw new InputError(`${file}: ${text}`, fix === undefined ? {} : { fix });
}

/** The text of a JSON file: two spaces, a newline at the end, and nothing that would steer a terminal it is shown on. */
export function jsonText(data: unknown): string {
  return `${printableJson(JSON.stringify(data, null, 2))}\n`;
}

/**
 * Writes bytes or text atomically: temporary file beside it, fsync, rename. What was there stays whole when
 * anything fails. The error (exit 3) names the file.
 */
export function writeFileAtomic(file: string, content: string | Uint8Array): void {
  const temporary = join(
    dirname(file),
    `.${basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    mkdirSync(dirname(file), { recursive: true });
    const handle = openSync(temporary, 'wx');
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (cause) {
    removeQuietly(temporary);
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new EnvironmentError(`${file}: cannot be written (${code})`, {
      cause,
      fix: 'check that the folder is writable and that the disk has room; what was there before is untouched',
    });
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The error that is under way says more than this one would.
  }
}

/** Writes a document that was checked against its schema; a document that breaks it is a defect of the writer. */
export function writeJson(file: string, data: unknown, shape: JsonShape): void {
  const text = jsonText(data);
  // What JSON cannot hold (NaN, undefined) shows only after the round trip.
  const written = JSON.parse(text) as unknown;
  const broken = brokenBy(written, shape);
  if (broken !== null) throw new Error(`${file}: refused to write: ${broken}`);
  writeFileAtomic(file, text);
}
