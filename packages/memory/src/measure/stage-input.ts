import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readWasmInput, type Input } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { sha256 } from '@wasmgate/contracts/sha256';
import {
  mainCoreModule,
  readWellFormed,
  sectionBytes,
  type WasmBinary,
  type WasmModule,
} from '@wasmgate/wasm-model';

/** What is to be run, and the module that has the names of its functions. */
export interface StageInput {
  readonly stage: 'shipped' | 'unoptimized';
  /** A component, or the module itself. */
  readonly binary: WasmBinary;
  /** The module of `binary` whose memory counts; undefined when there is none. */
  readonly main: WasmModule | undefined;
  /** The same module with names: of the same code, byte for byte. */
  readonly named: WasmModule | undefined;
}

/** A file, or both stages of a subject, what ships first. */
export interface MemoryInput {
  readonly label: string;
  readonly sha256: string;
  readonly stages: readonly [StageInput, ...StageInput[]];
}

/** Reads what to measure. Errors (exit 2): what is missing, no .wasm, or does not belong together. */
export function readStages(input: Input<unknown>): MemoryInput {
  const { bytes, parsed } = readWasmInput(input.file, readWellFormed);
  const shipped = { label: input.label, sha256: sha256(bytes) };
  const main = mainCoreModule(parsed)?.module;
  if (input.kind === 'file') {
    return { ...shipped, stages: [{ stage: 'shipped', binary: parsed, main, named: main }] };
  }
  const { dir } = input.subject;
  const named = readSame(dir, ARTIFACTS.named, main);
  const unoptimized = readWasmInput(existing(dir, ARTIFACTS.unoptimized), readWellFormed).parsed;
  const unoptimizedMain = mainCoreModule(unoptimized)?.module;
  const linked = readSame(dir, ARTIFACTS.linked, unoptimizedMain);
  return {
    ...shipped,
    stages: [
      { stage: 'shipped', binary: parsed, main, named },
      { stage: 'unoptimized', binary: unoptimized, main: unoptimizedMain, named: linked },
    ],
  };
}

/** The named module of a stage. Another one's names would lie. */
function readSame(dir: string, artifact: string, of: WasmModule | undefined): WasmModule | undefined {
  const file = existing(dir, artifact);
  const named = mainCoreModule(readWasmInput(file, readWellFormed).parsed)?.module;
  if (named === undefined || of === undefined) return named;
  if (Buffer.compare(codeOf(named), codeOf(of)) === 0) return named;
  throw new InputError(`${file}: its code is not that of what was made from it`, {
    fix: 'run the task that makes both: npx turbo run build',
  });
}

const codeOf = (module: WasmModule): Uint8Array => sectionBytes(module, 'code') ?? new Uint8Array();

function existing(dir: string, artifact: string): string {
  const file = join(dir, artifact);
  if (existsSync(file)) return file;
  throw new InputError(`${file}: does not exist, though ${ARTIFACTS.shipped} does`, {
    fix: 'run the task that makes it: npx turbo run build',
  });
}
