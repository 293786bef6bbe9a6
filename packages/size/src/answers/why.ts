import type { WhyAnswer } from '@wasmgate/contracts/size';
import { printable } from '@wasmgate/cli-kit';
import { reachability, whyPath, type WhyStep } from '@wasmgate/wasm-model';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { printableName } from '../breakdown/owner-fields.ts';
import { functionName, type FunctionRef, type ProgramModule } from '../program/program.ts';
import { findFunctions } from './find-functions.ts';

/** Paths shown for a question that names many functions. */
const MAX_PATHS = 5;

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

/** The paths that meet the set at their last step alone: to whom the rest of it is known only through others of it. */
function entryPaths(functions: readonly FunctionRef[]): Path[] {
  const sets = new Map<ProgramModule, Set<number>>();
  for (const { module, index } of functions) {
    const set = sets.get(module) ?? new Set();
    sets.set(module, set.add(index));
  }
  const paths: Path[] = [];
  for (const [module, set] of sets) {
    const { pathTo } = reachability(module.module);
    for (const index of set) {
      const steps = pathTo(index);
      if (steps === undefined || steps.slice(0, -1).some((step) => set.has(step.function))) continue;
      paths.push({ module, steps: whyPath(module.module, index) ?? [] });
    }
  }
  return paths.toSorted((a, b) => a.steps.length - b.steps.length).slice(0, MAX_PATHS);
}
