import { InputError } from '@wasmgate/contracts/errors';
import { printable } from '@wasmgate/contracts/printable';
import type { CrateAnswer } from '@wasmgate/contracts/size';
import { crateSizes } from '../breakdown/crate-sizes.ts';
import { familySizes } from '../breakdown/family-sizes.ts';
import { allFunctions, functionSizes } from '../breakdown/function-sizes.ts';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { findOwner, whatThereIs } from './find-functions.ts';

/** What a crate consists of, in both readings. InputError when there is nothing of it. */
export function answerCrate(analysis: Analysis, question: string, limit: number): CrateAnswer {
  const { program, retained, breakdown } = analysis;
  const owner = findOwner(analysis, question);
  const name = program.owners[owner]?.crate ?? '';
  const size =
    breakdown.crates.items.find(({ crate }) => crate === name) ??
    crateSizes(program, retained, new Map(), Infinity).items.find(({ crate }) => crate === name);
  if (owner < 0 || size === undefined) {
    throw new InputError(`${JSON.stringify(printable(question))}: no function is of this crate`, {
      fix: whatThereIs(analysis),
    });
  }
  const all = allFunctions(program);
  const defined = all.filter(({ module, index }) => module.definedIn[index] === owner);
  const caused = all.filter(
    ({ module, index }) => module.instantiatedFor[index] === owner && module.definedIn[index] !== owner,
  );
  const context = { program, retained };
  return {
    crate: printable(name),
    size,
    functions: functionSizes(defined, context, limit),
    caused: functionSizes(caused, context, limit),
    families: familySizes([...defined, ...caused], program, limit),
  };
}
