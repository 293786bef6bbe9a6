import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EnvironmentError, InputError } from './errors.ts';
import { assertWanted } from './lineage.ts';
import { makeFolder } from './make-folder.ts';
import { BYTE_ORDER_MARK } from './parse-json.ts';
import { parseStrictJson } from './parse-strict-json.ts';
import { printableJson } from './printable.ts';
import { readRegularFile } from './read-file.ts';
import { schemaErrorText } from './schema-text.ts';
import type { Validate } from './validate.ts';
import { readWorkspaceFile } from './workspace-file.ts';

/** Reports and configuration are small: what is larger than this was not made by wasmgate. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;

export interface JsonShape {
  readonly validate: Validate;
  /** Keys allowed at a place (JSON pointer), for a did-you-mean. */
  readonly known?: (pointer: string) => readonly string[];
  /** What is wrong, with its JSON path, in a document that fits the schema; null when nothing is. */
  readonly problem?: (data: unknown) => string | null;
  /** Written on one line: long columns of numbers are for no reader. */
  readonly isCompact?: boolean;
}

/** Where a document breaks its shape; null when it does not. */
function brokenBy(data: unknown, { validate, known, problem }: JsonShape): string | null {
  if (!validate(data)) return schemaErrorText(validate.errors, data, known ?? (() => []));
  return problem?.(data) ?? null;
}

/** How a JSON file is read. */
export interface Reading {
  /** How to put right what is wrong. */
  readonly fix?: string | undefined;
  /** Default: 64 MiB. */
  readonly maxBytes?: number;
  /** Somebody named this very file on the command line: it may be a link to anywhere. */
  readonly isArgument?: boolean;
}

/** Reads and parses a JSON file. Errors (exit 2) name the file and `fix`. */
export function readJson(file: string, reading: Reading = {}): unknown {
  return parseStrictJson(file, readText(file, reading), reading.fix);
}

/** Reads the text of a JSON file, without a byte-order mark. Errors (exit 2) name the file and `fix`. */
export function readText(
  file: string,
  { fix, maxBytes = MAX_JSON_BYTES, isArgument = false }: Reading = {},
): string {
  const read = isArgument ? readRegularFile : readWorkspaceFile;
  return read(file, { maxBytes, fix }).toString('utf8').replace(BYTE_ORDER_MARK, '');
}

/** Checks a document against its schema. The error (exit 2) names file, JSON path, expectation and `fix`. */
export function checkJson<T>(file: string, data: unknown, shape: JsonShape, fix?: string): T {
  const text = brokenBy(data, shape);
  if (text === null) return data as T;
  throw new InputError(`${file}: ${text}`, fix === undefined ? {} : { fix });
}

/** The text of a JSON file: two spaces, a newline at the end, and nothing that would steer a terminal it is shown on. */
export function jsonText(data: unknown, { isCompact = false }: Pick<JsonShape, 'isCompact'> = {}): string {
  return `${printableJson(JSON.stringify(data, null, isCompact ? 0 : 2))}\n`;
}

/**
 * Writes bytes or text atomically: temporary file beside it, fsync, rename. What was there stays whole when
 * anything fails, and when who asked for this run is gone. The error (exit 3) names the file; what is there and no
 * file (a device, a pipe, a folder) is not replaced.
 */
export function writeFileAtomic(file: string, content: string | Uint8Array): void {
  const temporary = join(
    dirname(file),
    `.${basename(file)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    refuseToReplace(file);
    makeFolder(dirname(file));
    const handle = openSync(temporary, 'wx');
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    assertWanted();
    renameSync(temporary, file);
  } catch (cause) {
    removeQuietly(temporary);
    if (cause instanceof EnvironmentError) throw cause;
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new EnvironmentError(`${file}: cannot be written (${code})`, {
      cause,
      fix: 'check that the folder is writable and that the disk has room; what was there before is untouched',
    });
  }
}

function refuseToReplace(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== false) return;
  throw new EnvironmentError(`${file}: cannot be written: it is there, and no regular file`, {
    fix: 'give the path of a file; --json prints the report to stdout',
  });
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
  const text = jsonText(data, shape);
  // What JSON cannot hold (NaN, undefined) shows only after the round trip.
  const written = JSON.parse(text) as unknown;
  const broken = brokenBy(written, shape);
  if (broken !== null) throw new Error(`${file}: refused to write: ${broken}`);
  writeFileAtomic(file, text);
}
