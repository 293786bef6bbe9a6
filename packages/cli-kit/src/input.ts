import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import {
  readSubject,
  readSubjectConfig,
  type Subject,
  type SubjectConfig,
} from '@wasmgate/contracts/subject';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import type { BinContext } from './bin.ts';
import { isUnderTurbo } from './io.ts';

/** What a tool works on: a subject's shipped artifact, or a file given by path. */
export type Input =
  | {
      readonly kind: 'subject';
      readonly subject: Subject;
      readonly file: string;
      readonly label: string;
      readonly config: SubjectConfig;
    }
  | {
      readonly kind: 'file';
      readonly subject: null;
      readonly file: string;
      readonly label: string;
      readonly config: SubjectConfig | null;
    };

/** A module larger than this is refused: the longest that engines accept is 1 GiB. */
const MAX_WASM_BYTES = 1024 * 1024 * 1024;

/**
 * Finds what to work on: the path given, or the artifact of the subject in the current folder, which is built first
 * when it is missing (not under turbo, which builds it by itself). Errors (exit 2) say what was looked for.
 */
export async function resolveInput(path: string | undefined, context: BinContext): Promise<Input> {
  const { cwd } = context.io;
  const configFile = context.options['config'] as string | undefined;
  if (path !== undefined) {
    const config = configFile === undefined ? null : readSubjectConfig(resolve(cwd, configFile));
    return { kind: 'file', subject: null, file: resolve(cwd, path), label: basename(path), config };
  }
  const subject = readSubject(cwd);
  if (subject === null) {
    throw new InputError(`${cwd}: no wasmgate.json here, and no .wasm given`, {
      fix: 'give a .wasm by path, or run this in the folder of a subject',
    });
  }
  const file = join(subject.dir, ARTIFACTS.shipped);
  if (!existsSync(file)) await buildArtifact(subject, context);
  return { kind: 'subject', subject, file, label: ARTIFACTS.shipped, config: subject.config };
}

async function buildArtifact(subject: Subject, { io, progress, signal, options }: BinContext): Promise<void> {
  const fix = 'build it: npx turbo run build, or wasm-build';
  if (isUnderTurbo(io)) throw new InputError(`${ARTIFACTS.shipped} of ${subject.name} is missing`, { fix });
  progress.step(`${ARTIFACTS.shipped} is missing: building ${subject.name} (turbo run build)`);
  const { execa } = await import('execa');
  const result = await execa('turbo', ['run', 'build'], {
    cwd: subject.dir,
    preferLocal: true,
    localDir: subject.dir,
    // Turbo's own log goes to stderr: stdout is for the report.
    stdio: options['quiet'] === true ? 'ignore' : ['ignore', 2, 2],
    reject: false,
    cancelSignal: signal,
  });
  signal.throwIfAborted();
  if (result.exitCode !== 0 || !existsSync(join(subject.dir, ARTIFACTS.shipped))) {
    throw new EnvironmentError(`building ${subject.name} failed (turbo run build)`, { cause: result, fix });
  }
}

/** Reads a .wasm. Errors (exit 2): missing, a folder, empty, too large; and what `parse` says is wrong with its bytes. */
export function readWasmInput<T>(
  file: string,
  parse: (bytes: Uint8Array) => T,
): { bytes: Uint8Array; parsed: T } {
  const bytes = readBytes(file);
  try {
    return { bytes, parsed: parse(bytes) };
  } catch (cause) {
    // wasm-model depends on nothing, so its error is known here by name only.
    if (cause instanceof Error && cause.name === 'WasmFormatError') {
      throw new InputError(`${file}: ${cause.message}`, { cause, fix: 'give a whole, valid .wasm binary' });
    }
    throw cause;
  }
}

function readBytes(file: string): Uint8Array {
  const fix = 'check the path';
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) throw new InputError(`${file}: is a folder, not a .wasm file`, { fix });
    if (!stat.isFile()) throw new InputError(`${file}: is not a regular file`, { fix });
    if (stat.size === 0) throw new InputError(`${file}: is empty`, { fix });
    if (stat.size > MAX_WASM_BYTES)
      throw new InputError(`${file}: ${stat.size} bytes is more than any engine accepts`);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new InputError(`${file}: ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}`, {
      cause,
      fix,
    });
  }
}
