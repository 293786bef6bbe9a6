import { rewriteSections } from '@wasmgate/wasm-model';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import type { ProgramModule } from '../program/program.ts';

/** A module that wasm-opt may be given in place of what ships. */
export interface Source {
  /** As it is called in advice, such as linked.wasm. */
  readonly name: string;
  readonly core: Uint8Array;
}

/** The file that advice is given on. */
export interface Target {
  readonly analysis: Analysis;
  readonly bytes: Uint8Array;
  /** The module with the most code; undefined when there is none. Proofs run it, and optimizers work on it. */
  readonly main: ProgramModule | undefined;
  /** The bytes of that module. */
  readonly core: Uint8Array;
  /** What a subject links, before wasm-opt; else the module itself. */
  readonly source: Source;
  /** The crate that the file is named after: its own code. */
  readonly program: string;
  /** The cargo profile that a subject is built with; null where nothing is built. */
  readonly profile: string | null;
  /** Exports that somebody says are called; null when nobody says. */
  readonly demanded: readonly string[] | null;
}

/** The file with another main module in it. */
export function withCore({ analysis: { binary }, main }: Target, core: Uint8Array): Uint8Array {
  if (binary.kind === 'module') return core;
  return rewriteSections(binary, ({ nested }) => (nested === main?.module ? core : undefined));
}
