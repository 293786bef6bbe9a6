import type { WhyAnswer } from '@wasmgate/contracts/size';
import { printable } from '@wasmgate/contracts/printable';
import { reachability, whyPath, type WhyStep } from '@wasmgate/wasm-model';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { printableName } from '../breakdown/owner-fields.ts';
import { functionName, type FunctionRef, type ProgramModule } from '../program/program.ts';
import { findFunctions } from './find-functions.ts';

/** Paths shown for a question that names many functions. */
const MAX_PATHS = 5;

/** Steps of paths that are looked at in all: a hostile module has long ones, and many. */
const MAX_STEPS = 1_000_000;

/**
 * Why a function, or a crate, is in the module: shortest paths from an export. For several functions one path each to those
 * through which the rest is entered, the shortest first. InputError when the question names nothing; WasmFormatError when
 * code cannot be walked.
 */
export function answerWhy(analysis: Analysis, question: string): WhyAnswer {
  const { functions } = findFunctions(analysis, question);
  const states = functions.map(({ module, index }) => reachability(module.module).state(index));
  return {
    question: printable(question) || '?',
    matches: functions.length,
    reachable: states.filter((state) => state === 'reachable').length,
    retained: states.filter((state) => state === 'retained').length,
    paths: entryPaths(functions).map(({ module, steps }) =>
      steps.map(({ function: index, via, certainty, export: name }) => ({
        index,
        name: printableName(functionName({ module, index })),
        via,
        certainty,
        export: name === undefined ? null : printableName(name),
      })),
    ),
  };
}

interface Path {
  readonly module: ProgramModule;
  readonly steps: readonly WhyStep[];
}

/** The paths that meet the set at their last step alone: the rest of it is there through these. */
function entryPaths(functions: readonly FunctionRef[]): Path[] {
  const sets = new Map<ProgramModule, Set<number>>();
  for (const { module, index } of functions) {
    const set = sets.get(module) ?? new Set();
    sets.set(module, set.add(index));
  }
  const paths: Path[] = [];
  for (const [module, set] of sets) {
    for (const index of nearest(module, set)) {
      const steps = whyPath(module.module, index) ?? [];
      if (steps.slice(0, -1).every((step) => !set.has(step.function))) paths.push({ module, steps });
    }
  }
  return paths.toSorted((a, b) => a.steps.length - b.steps.length).slice(0, MAX_PATHS);
}

/** Those of a set that a path leads to, the nearest first, as many as fit into MAX_STEPS. */
function nearest({ module }: ProgramModule, set: ReadonlySet<number>): number[] {
  const { distance } = reachability(module);
  const reached = [...set].flatMap((index) => {
    const steps = distance(index);
    return steps === undefined ? [] : [{ index, steps }];
  });
  let left = MAX_STEPS;
  return reached
    .toSorted((a, b) => a.steps - b.steps)
    .filter(({ steps }, rank) => rank === 0 || (left -= steps + 1) > 0)
    .map(({ index }) => index);
}
