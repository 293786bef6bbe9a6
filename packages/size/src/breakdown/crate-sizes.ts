import type { CrateSize, CrateSizes } from '@wasmgate/contracts/size';
import type { Program } from '../program/program.ts';
import type { Retained } from '../program/retained.ts';
import { allFunctions, bytesOf } from './function-sizes.ts';
import { largest, sumOf } from './largest.ts';
import { ownerFields } from './owner-fields.ts';

/** Crates listed: real programs have a few hundred. */
const MAX_CRATES = 500;

/** The sums of a crate before they stand in a report. */
interface Sums {
  readonly owner: number;
  functions: number;
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
  const retainedBytes = retained.byOwner();
  const { items, rest } = largest(sums, limit, ({ bytes, caused }) => bytes + caused / 2 ** 32);
  return {
    count: sums.length,
    items: items.map((one) => crateSize(one, program, retainedBytes[one.owner] ?? null)),
    others: {
      count: rest.length,
      functions: sumOf(rest, ({ functions }) => functions),
      bytes: sumOf(rest, ({ bytes }) => bytes),
      instantiated_for_bytes: sumOf(rest, ({ caused }) => caused),
      data_bytes: sumOf(rest, (one) => one.data),
    },
  };
}

function sumByOwner(program: Program, data: ReadonlyMap<string, number>): Sums[] {
  const sums = program.owners.map(({ crate }, owner): Sums => {
    return {
      owner,
      functions: 0,
      bytes: 0,
      caused: 0,
      data: (crate === null ? undefined : data.get(crate)) ?? 0,
    };
  });
  for (const one of allFunctions(program)) {
    const { module, index } = one;
    const bytes = bytesOf(one);
    const defines = sums[module.definedIn[index] as number] as Sums;
    defines.bytes += bytes;
    defines.functions += 1;
    (sums[module.instantiatedFor[index] as number] as Sums).caused += bytes;
  }
  return sums;
}

function crateSize(
  { owner, functions, bytes, caused, data }: Sums,
  { owners }: Program,
  retained_bytes: number | null,
): CrateSize {
  return {
    ...ownerFields(owners[owner]),
    functions,
    bytes,
    instantiated_for_bytes: caused,
    retained_bytes,
    data_bytes: data,
  };
}
