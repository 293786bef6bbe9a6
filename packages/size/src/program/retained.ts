import { retention, WasmFormatError } from '@wasmgate/wasm-model';
import type { FunctionRef, Program, ProgramModule } from './program.ts';

/** Retained sizes of a program: what would be gone without a function, or without a set of them. */
export interface Retained {
  /** Why there is no call graph of the main module (an unknown instruction, say); null when there is one. */
  readonly problem: string | null;
  /** Bytes of what only this function leads to, itself included; null without a call graph. */
  readonly of: (one: FunctionRef) => number | null;
  /** The same of a set; null without a call graph. */
  readonly ofSet: (set: readonly FunctionRef[]) => number | null;
}

/** Works out retained sizes when they are asked for. A module whose code cannot be walked has none. */
export function retainedSizes({ modules }: Program): Retained {
  const problems = new Map<ProgramModule, string | null>();
  for (const module of modules) problems.set(module, problemOf(module));
  return {
    problem: [...problems.values()].find((problem) => problem !== null) ?? null,
    of: ({ module, index }) =>
      problems.get(module) === null ? (retention(module.module).retained[index] ?? null) : null,
    ofSet: (set) => {
      const byModule = new Map<ProgramModule, number[]>();
      for (const { module, index } of set) {
        const indices = byModule.get(module) ?? [];
        byModule.set(module, indices);
        indices.push(index);
      }
      return sum(
        [...byModule].map(([module, indices]) =>
          problems.get(module) === null ? retention(module.module).retainedBy(indices).retainedBytes : null,
        ),
      );
    },
  };
}

/** Unknown when a part is. */
const sum = (parts: readonly (number | null)[]): number | null =>
  parts.reduce((all, part) => (all === null || part === null ? null : all + part), 0);

function problemOf({ module }: ProgramModule): string | null {
  try {
    retention(module);
    return null;
  } catch (error) {
    if (error instanceof WasmFormatError) return error.message;
    throw error;
  }
}
