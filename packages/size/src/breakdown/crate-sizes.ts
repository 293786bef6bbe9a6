import type { CrateSize, CrateSizes } from '@wasmgate/contracts/size';
import type { FunctionRef, Program } from '../program/program.ts';
import type { Retained } from '../program/retained.ts';
import { allFunctions, bytesOf } from './function-sizes.ts';
import { largest, sumOf } from './largest.ts';
import { ownerFields } from './owner-fields.ts';

/** Crates listed: real programs have a few hundred. */
const MAX_CRATES = 500;
/** Crates whose retained size is worked out: each is a search through the call graph. */
const MAX_RETAINED = 200;

/** The sums of a crate before they stand in a report. */
interface Sums {
  readonly owner: number;
  readonly set: FunctionRef[];
  bytes: number;
  caused: number;
  data: number;
}

/** Every crate in both readings, the largest first; `data` are bytes of data by crate name. */
export function crateSizes(
  program: Program,
  retained: Retained,
  data: ReadonlyMap<string, number>,
  limit = MAX_CRATES,
): CrateSizes {
  const sums = sumByOwner(program, data);
  const { items, rest } = largest(sums, limit, ({ bytes, caused }) => bytes + caused / 2 ** 32);
  return {
    count: sums.length,
    items: items.map((one, rank) => crateSize(one, program, rank < MAX_RETAINED ? retained : null)),
    others: {
      count: rest.length,
      functions: sumOf(rest, ({ set }) => set.length),
      bytes: sumOf(rest, ({ bytes }) => bytes),
      instantiated_for_bytes: sumOf(rest, ({ caused }) => caused),
      data_bytes: sumOf(rest, (one) => one.data),
    },
  };
}

function sumByOwner(program: Program, data: ReadonlyMap<string, number>): Sums[] {
  const sums = program.owners.map(({ crate }, owner): Sums => {
    return { owner, set: [], bytes: 0, caused: 0, data: (crate === null ? undefined : data.get(crate)) ?? 0 };
  });
  for (const one of allFunctions(program)) {
    const { module, index } = one;
    const bytes = bytesOf(one);
    const defines = sums[module.definedIn[index] as number] as Sums;
    defines.bytes += bytes;
    defines.set.push(one);
    (sums[module.instantiatedFor[index] as number] as Sums).caused += bytes;
  }
  return sums;
}

function crateSize(
  { owner, set, bytes, caused, data }: Sums,
  { owners }: Program,
  retained: Retained | null,
): CrateSize {
  return {
    ...ownerFields(owners[owner]),
    functions: set.length,
    bytes,
    instantiated_for_bytes: caused,
    retained_bytes: retained?.ofSet(set) ?? null,
    data_bytes: data,
  };
}
