import { printable } from '@wasmgate/contracts/printable';
import { reachability } from '@wasmgate/wasm-model';
import { allFunctions } from '../../breakdown/function-sizes.ts';
import type { Owner } from '../../program/owner.ts';
import { functionName, type ProgramModule } from '../../program/program.ts';
import { withoutGenerics } from '../../program/without-generics.ts';
import { nothing, nothingByName, type AdviceKind } from '../kind.ts';
import { proposeRemovals, type RemovalCandidate } from '../propose-removals.ts';
import { allocatorCrates } from './allocator.ts';

/** Crates tried, those that retain most. */
const MAX_CRATES = 6;
/** Callers named. */
const MAX_CALLERS = 4;
/** Functions of a crate whose paths are looked at, the nearest to an export. */
const MAX_PATHS = 50;

/**
 * What each dependency brings with it, and through whom. A crate that is exported itself is the program's own, as is the one that
 * the file is named after.
 */
export const dependenciesKind: AdviceKind = {
  name: 'dependencies',
  propose: async (target, bench) => {
    const { main, analysis, bytes } = target;
    if (main === undefined) return nothing;
    const { program, retained } = analysis;
    if (retained.problem !== null) return { proposals: [], notLooked: printable(retained.problem) };
    const byOwner = retained.byOwner();
    const largest = program.owners
      .map(({ kind, crate }, owner) => ({ kind, crate, owner, retained: byOwner[owner] ?? 0 }))
      .filter(({ kind, retained: most }) => kind === 'crate' && most > bytes.length / 200)
      .toSorted((a, b) => b.retained - a.retained);
    const candidates: RemovalCandidate[] = [];
    for (const { crate, owner } of largest) {
      if (crate === null || crate === target.program || allocatorCrates.has(crate)) continue;
      const functions = allFunctions({ modules: [main] }).filter(
        ({ index }) => main.definedIn[index] === owner,
      );
      const set = new Set(functions.map(({ index }) => index));
      const through = callersOf(main, set, program.owners, target.program);
      if (through === null) continue;
      const args = { crate: printable(crate), functions: set.size, through };
      candidates.push({ code: 'dependency', args, set });
      if (candidates.length === MAX_CRATES) break;
    }
    if (candidates.length === 0) return nothingByName(target);
    return proposeRemovals(target, main, candidates, bench);
  },
};

/**
 * The program's own functions through which a set is reached from exports, the nearest first: the export, and what is of its crate or
 * of the program's. Null when the set is exported itself, or not reached.
 */
function callersOf(
  main: ProgramModule,
  set: ReadonlySet<number>,
  owners: readonly Owner[],
  program: string,
): string[] | null {
  const { distance, pathTo } = reachability(main.module);
  const ownerOf = (index: number): Owner | undefined => owners[main.definedIn[index] as number];
  const nearest = [...set]
    .flatMap((index) => {
      const steps = distance(index);
      return steps === undefined ? [] : [{ index, steps }];
    })
    .toSorted((a, b) => a.steps - b.steps)
    .slice(0, MAX_PATHS);
  const callers = new Set<string>();
  for (const { index } of nearest) {
    const path = pathTo(index)?.map((step) => step.function) ?? [];
    const before = path.slice(
      0,
      path.findIndex((step) => set.has(step)),
    );
    const [entry] = before;
    if (entry === undefined) return null;
    const own = ownerOf(entry);
    const caller = before.findLast((step) => {
      const owner = ownerOf(step);
      return owner?.kind === 'crate' && (owner === own || owner.crate === program);
    });
    callers.add(printable(withoutGenerics(functionName({ module: main, index: caller ?? entry }))));
  }
  return callers.size === 0 ? null : [...callers].slice(0, MAX_CALLERS);
}
