import { allFunctions, bytesOf } from '../../breakdown/function-sizes.ts';
import { familyName } from '../../program/family-key.ts';
import { NO_FAMILY, symbolOf, type FunctionRef, type ProgramModule } from '../../program/program.ts';
import { nothing, nothingByName, type AdviceKind } from '../kind.ts';
import { proposeRemovals } from '../propose-removals.ts';
import { printable } from '@wasmgate/contracts/printable';

/** Families tried. */
const MAX_FAMILIES = 3;
/** What a compiler writes for each type: nobody's generic function. */
const glue = /^core::ptr::drop_(?:glue|in_place)\b/;
/** Two instances of a generic are what it is for. */
const MIN_INSTANCES = 3;

/** Generics instantiated many times: all instances but the largest are taken out. */
export const familiesKind: AdviceKind = {
  name: 'families of generics',
  propose: async (target, bench) => {
    const { main, bytes } = target;
    if (main === undefined) return nothing;
    const families = familiesOf(main)
      .map((instances) => instances.toSorted((a, b) => bytesOf(b) - bytesOf(a)))
      .filter((instances) => instances.length >= MIN_INSTANCES && spare(instances) > bytes.length / 400)
      .filter((instances) => !glue.test(nameOf(instances)))
      .toSorted((a, b) => spare(b) - spare(a))
      .slice(0, MAX_FAMILIES);
    if (families.length === 0) return nothingByName(target);
    const candidates = families.map((instances) => ({
      code: 'generic_family' as const,
      args: {
        family: printable(nameOf(instances)),
        instances: instances.length,
      },
      set: new Set(instances.slice(1).map(({ index }) => index)),
    }));
    return proposeRemovals(target, main, candidates, bench);
  },
};

const nameOf = (instances: readonly FunctionRef[]): string =>
  familyName(instances.flatMap((one) => symbolOf(one) ?? []));

/** Bytes of all instances but the first. */
const spare = (instances: readonly FunctionRef[]): number =>
  instances.slice(1).reduce((sum, one) => sum + bytesOf(one), 0);

function familiesOf(main: ProgramModule): FunctionRef[][] {
  const families = new Map<number, FunctionRef[]>();
  for (const one of allFunctions({ modules: [main] })) {
    const family = main.family[one.index] as number;
    if (family === NO_FAMILY) continue;
    const known = families.get(family);
    if (known === undefined) families.set(family, [one]);
    else known.push(one);
  }
  return [...families.values()];
}
