import type { FamilySizes } from '@wasmgate/contracts/size';
import { familyName } from '../program/family-key.ts';
import { NO_FAMILY, symbolOf, type FunctionRef, type Program } from '../program/program.ts';
import { bytesOf } from './function-sizes.ts';
import { largest, sumOf } from './largest.ts';
import { ownerFields, printableName } from './owner-fields.ts';

/** Instances whose names are looked at to find what to call a family. */
const MAX_COMPARED = 50;

/** Functions that differ in their type arguments alone, cut to the `limit` largest families. */
export function familySizes(all: readonly FunctionRef[], program: Program, limit: number): FamilySizes {
  const byFamily = new Map<number, FunctionRef[]>();
  for (const one of all) {
    const family = one.module.family[one.index] as number;
    if (family === NO_FAMILY) continue;
    const known = byFamily.get(family);
    if (known === undefined) byFamily.set(family, [one]);
    else known.push(one);
  }
  const families = [...byFamily.values()].filter((instances) => instances.length > 1);
  const { items, rest } = largest(families, limit, bytesIn);
  const inFamilies = sumOf(families, (instances) => instances.length);
  return {
    count: families.length,
    items: items.map((instances) => ({
      name: printableName(familyName(instances.slice(0, MAX_COMPARED).flatMap((one) => symbolOf(one) ?? []))),
      ...ownerOf(instances, program),
      instances: instances.length,
      bytes: bytesIn(instances),
      largest_bytes: instances.reduce((most, one) => Math.max(most, bytesOf(one)), 0),
    })),
    others: {
      count: rest.length,
      functions: sumOf(rest, (instances) => instances.length),
      bytes: sumOf(rest, bytesIn),
    },
    single: {
      functions: all.length - inFamilies,
      bytes: bytesIn(all) - sumOf(families, bytesIn),
    },
  };
}

const bytesIn = (instances: readonly FunctionRef[]): number => sumOf(instances, bytesOf);

function ownerOf([first]: readonly FunctionRef[], { owners }: Program) {
  return ownerFields(first && owners[first.module.definedIn[first.index] as number]);
}
