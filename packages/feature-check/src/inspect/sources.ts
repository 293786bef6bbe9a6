import { join } from 'node:path';
import { readWasmInput, type Input } from '@wasmgate/cli-kit';
import { buildReport, type BuildJson } from '@wasmgate/contracts/build';
import { InputError } from '@wasmgate/contracts/errors';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { sha256 } from '@wasmgate/contracts/sha256';
import { readWellFormed, type WasmBinary } from '@wasmgate/wasm-model';

/** A file to look at. */
export interface Source {
  readonly file: string;
  /** As it stands in the report. */
  readonly artifact: string;
  readonly sha256: string;
  readonly binary: WasmBinary;
}

/** Where evidence comes from. */
export interface Sources {
  /** What ships: imports, exports and strings. */
  readonly shipped: Source;
  /** What has the names: a subject's module as it was linked, before wasm-opt merged functions; else the same file. */
  readonly named: Source;
  /** What the build says; null for a file given by path. */
  readonly build: BuildJson | null;
  /** Reads the module as wasm-opt left it, with names; null when there is none or wasm-opt changed nothing. */
  readonly optimized: () => Source | null;
}

/** Reads what is to be inspected. Errors (exit 2): missing, no .wasm, or not what build.json speaks of. */
export function readSources(input: Input<unknown>): Sources {
  const shipped = readSource(input.file, input.label);
  if (input.kind === 'file') return { shipped, named: shipped, build: null, optimized: () => null };
  const { dir } = input.subject;
  const build = buildReport.read(dir);
  const named = readSource(join(dir, ARTIFACTS.linked), ARTIFACTS.linked);
  expectBuilt(shipped, build.artifacts.shipped.sha256);
  expectBuilt(named, build.artifacts.linked.sha256);
  return { shipped, named, build, optimized: () => readOptimized(dir, build) };
}

function readOptimized(dir: string, { artifacts }: BuildJson): Source | null {
  if (artifacts.named.sha256 === artifacts.linked.sha256) return null;
  const optimized = readSource(join(dir, ARTIFACTS.named), ARTIFACTS.named);
  expectBuilt(optimized, artifacts.named.sha256);
  return optimized;
}

function readSource(file: string, artifact: string): Source {
  const { bytes, parsed } = readWasmInput(file, readWellFormed);
  return { file, artifact, sha256: sha256(bytes), binary: parsed };
}

function expectBuilt({ file, sha256: found }: Source, expected: string): void {
  if (found === expected) return;
  throw new InputError(
    `${file}: is not the file that build.json speaks of (sha256 ${found}, not ${expected})`,
    {
      fix: 'run the task that makes both: npx turbo run build',
    },
  );
}

/** Decodes a source. What wasm-model finds malformed is an InputError (exit 2) that names the file. */
export function decode<T>({ file }: Source, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'WasmFormatError') {
      throw new InputError(`${file}: ${cause.message}`, { cause, fix: 'give a whole, valid .wasm binary' });
    }
    throw cause;
  }
}
