import { callGraph, moduleFunctions, retention, unreadCode, WasmFormatError } from '@wasmgate/wasm-model';
import { graphRoots } from './graph-roots.ts';
import type { FunctionRef, Program, ProgramModule } from './program.ts';
import { retainedByLabel } from './retained-by-label.ts';

/** Owners whose retained sizes are worked out, in the order in which they occur: real programs have a few hundred. */
const MAX_OWNERS = 512;

/** Retained sizes of a program: what would be gone without a function, or without a set of them. */
export interface Retained {
  /**
   * Why there is no call graph (a call of a function that does not exist, say), or which code is not known to its end, so that
   * what it leads to is not counted; null when the graph is whole.
   */
  readonly problem: string | null;
  /** Bytes of what only this function leads to, itself included; null without a call graph. */
  readonly of: (one: FunctionRef) => number | null;
  /** The same of all that an owner defines, by owner; null without a call graph and beyond the first MAX_OWNERS. */
  readonly byOwner: () => readonly (number | null)[];
  /** The same of a set; null without a call graph. */
  readonly ofSet: (set: readonly FunctionRef[]) => number | null;
}

/** Works out retained sizes when they are asked for. A module whose code cannot be walked has none. */
export function retainedSizes({ modules, owners }: Program): Retained {
  const problems = new Map<ProgramModule, string | null>();
  for (const module of modules) problems.set(module, problemOf(module));
  return {
    problem: first([...problems.values()]) ?? first(modules.map(unreadProblem)),
    of: ({ module, index }) =>
      problems.get(module) === null ? (retention(module.module).retained[index] ?? null) : null,
    byOwner: () => {
      const labels = Math.min(owners.length, MAX_OWNERS);
      const parts = modules.map((module) => (problems.get(module) === null ? byLabel(module, labels) : null));
      return owners.map((_, owner) =>
        sum(parts.map((part) => (part === null || owner >= labels ? null : (part[owner] as number)))),
      );
    },
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

function byLabel({ module, definedIn, bytes }: ProgramModule, labels: number): Float64Array {
  // A file without names has one owner: who owns everything retains everything.
  if (labels === 1) return Float64Array.of(bytes.reduce((all, one) => all + one, 0));
  return retainedByLabel(callGraph(module), graphRoots(module), { label: definedIn, labels, bytes });
}

/** Unknown when a part is. */
const sum = (parts: readonly (number | null)[]): number | null =>
  parts.reduce((all, part) => (all === null || part === null ? null : all + part), 0);

const first = (problems: readonly (string | null)[]): string | null =>
  problems.find((problem) => problem !== null) ?? null;

function unreadProblem({ module }: ProgramModule): string | null {
  const { functions, problem } = unreadCode(module);
  if (problem === undefined) return null;
  const { count, imported } = moduleFunctions(module);
  return `what ${functions.length} of ${count - imported} functions call is not known to the end: ${problem}`;
}

function problemOf({ module }: ProgramModule): string | null {
  try {
    retention(module);
    return null;
  } catch (error) {
    if (error instanceof WasmFormatError) return error.message;
    throw error;
  }
}
