import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import binaryen from 'binaryen';
import { coreModules, readWellFormed, unreadCode, WasmFormatError } from '@wasmgate/wasm-model';
import { type Expectation, type SuiteCase, suiteCases } from './suite-cases.ts';

/** What became of a binary: `in_part`: read, but for functions with code that is not known. */
export type Outcome = 'read' | 'in_part' | 'refused';

/** A binary of a suite, and what became of it. */
export interface SuiteResult {
  /** Folder of the script, as `core/gc`. */
  readonly group: string;
  /** `binary.wast 12`: the script and the number of the module in it, from 0. */
  readonly name: string;
  readonly expected: Expectation;
  readonly bytes: Uint8Array;
  readonly outcome: Outcome;
  /** What was refused or is not known, in words. */
  readonly problem: string;
}

/** All results of a suite, and what could not be made a binary of. */
export interface SuiteRun {
  readonly results: SuiteResult[];
  /** Per text that wasm-tools does not assemble its group, name and why. */
  readonly notAssembled: { readonly group: string; readonly name: string; readonly problem: string }[];
}

/** Reads every binary of every script below a folder. Throws what is no WasmFormatError: a defect. */
export async function runSuites(folder: string): Promise<SuiteRun> {
  const run: SuiteRun = { results: [], notAssembled: [] };
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.wast'))
    .toSorted();
  for (const path of scripts) {
    const group = join(basename(folder), dirname(relative(folder, join(folder, path))));
    for (const [number, each] of suiteCases(readFileSync(join(folder, path), 'utf8')).entries()) {
      const where = { group, name: `${basename(path)} ${number}` };
      const bytes = await bytesOf(each);
      if (typeof bytes === 'string') run.notAssembled.push({ ...where, problem: bytes });
      else run.results.push({ ...where, expected: each.expected, bytes, ...outcomeOf(bytes) });
    }
  }
  return run;
}

/** The bytes, or why there are none. */
async function bytesOf({ source }: SuiteCase): Promise<Uint8Array | string> {
  if ('bytes' in source) return source.bytes;
  try {
    return new Uint8Array(await parse(source.text));
  } catch (error) {
    return byBinaryen(source.text) ?? String(error).replaceAll(/\s+/g, ' ').slice(0, 160);
  }
}

/** binaryen knows the text of legacy exception handling, which wasm-tools does not. */
function byBinaryen(text: string): Uint8Array | undefined {
  // Its types do not know the second argument yet.
  const assemble = binaryen.parseText as (text: string, features: number) => binaryen.Module;
  try {
    return assemble(text, binaryen.Features.All).emitBinary();
  } catch {
    return undefined;
  }
}

function outcomeOf(bytes: Uint8Array): Pick<SuiteResult, 'outcome' | 'problem'> {
  try {
    const problems = coreModules(readWellFormed(bytes)).flatMap(
      ({ module }) => unreadCode(module).problem ?? [],
    );
    return { outcome: problems.length === 0 ? 'read' : 'in_part', problem: problems[0] ?? '' };
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    return { outcome: 'refused', problem: error.message };
  }
}
