import { printable } from '@wasmgate/contracts/printable';
import { InputError } from '@wasmgate/contracts/errors';
import { allFunctions } from '../breakdown/function-sizes.ts';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { functionName, symbolOf, type FunctionRef, type ProgramModule } from '../program/program.ts';
import { withoutGenerics } from '../program/without-generics.ts';

/** What a question speaks of. */
export interface Asked {
  readonly kind: 'crate' | 'function';
  readonly functions: readonly FunctionRef[];
}

/** The owner of that name; -1 when there is none. A package's `-` is a crate's `_`, but files have names with `-` as well. */
export function findOwner({ program }: Analysis, name: string): number {
  const indexOf = (wanted: string) => program.owners.findIndex(({ crate }) => crate === wanted);
  const exact = indexOf(name);
  return exact >= 0 ? exact : indexOf(name.replaceAll('-', '_'));
}

/** The functions that a crate defines; else those that it caused. */
function functionsOfCrate(analysis: Analysis, crate: string): readonly FunctionRef[] {
  const { program } = analysis;
  const owner = findOwner(analysis, crate);
  const all = allFunctions(program);
  const defined = all.filter(({ module, index }) => module.definedIn[index] === owner);
  return defined.length > 0
    ? defined
    : all.filter(({ module, index }) => module.instantiatedFor[index] === owner);
}

/**
 * What `question` names: a crate; else functions, by the first of these ways that finds any: `func[12]` or an index in the main
 * module, the whole name, the name without type arguments, the last part of a path, any part of a name. InputError
 * when there is none.
 */
export function findFunctions(analysis: Analysis, question: string): Asked {
  const ofCrate = functionsOfCrate(analysis, question);
  if (ofCrate.length > 0) return { kind: 'crate', functions: ofCrate };
  const all = allFunctions(analysis.program);
  for (const way of ways(analysis, question)) {
    const functions = all.filter(way);
    if (functions.length > 0) return { kind: 'function', functions };
  }
  throw new InputError(
    `${JSON.stringify(printable(question))}: no function and no crate has this name here`,
    {
      fix: whatThereIs(analysis),
    },
  );
}

/** Says which crates there are, for a question that found nothing. */
export function whatThereIs({ breakdown }: Analysis): string {
  const crates = breakdown.crates.items.flatMap(({ crate }) => crate ?? []).slice(0, 20);
  return crates.length === 0
    ? 'names are not known here: give a .wasm with a name section, or ask in the subject'
    : `crates here: ${crates.join(', ')}; npx wasmgate size --top 50 lists functions`;
}

function* ways({ names }: Analysis, question: string): Generator<(one: FunctionRef) => boolean> {
  const index = /^(?:func\[)?(\d{1,9})\]?$/.exec(question)?.[1];
  const isMain = (module: ProgramModule) => module.module === names.main?.module;
  if (index !== undefined) yield ({ module, index: at }) => isMain(module) && at === Number(index);
  yield (one) => one.module.symbol(one.index) === question || functionName(one) === question;
  yield ({ module, index: at }) => module.exportName(at) === question;
  yield (one) => withoutGenerics(functionName(one)) === withoutGenerics(question);
  const parts = question.split('::');
  yield (one) => {
    const path = symbolOf(one)?.path ?? [];
    return parts.every((part, at) => path[path.length - parts.length + at] === part);
  };
  yield (one) => functionName(one).includes(question);
}
