import type { FunctionSize, FunctionSizes } from '@wasmgate/contracts/size';
import { functionName, type FunctionRef, type Program } from '../program/program.ts';
import type { Retained } from '../program/retained.ts';
import { largest, sumOf } from './largest.ts';
import { ownerFields, printableName } from './owner-fields.ts';

/** What a list of functions is made from. */
export interface FunctionContext {
  readonly program: Program;
  readonly retained: Retained;
}

/** Every function that has a body, in file order. */
export function allFunctions({ modules }: Pick<Program, 'modules'>): FunctionRef[] {
  const all: FunctionRef[] = [];
  for (const module of modules) {
    for (let index = module.imported; index < module.count; index++) all.push({ module, index });
  }
  return all;
}

/** Bytes of a function: its body with the length before it. */
export const bytesOf = ({ module, index }: FunctionRef): number => module.bytes[index] as number;

/** A list of functions, cut to the `limit` largest. */
export function functionSizes(
  all: readonly FunctionRef[],
  context: FunctionContext,
  limit: number,
): FunctionSizes {
  const { items, rest } = largest(all, limit, bytesOf);
  return {
    count: all.length,
    bytes: sumOf(all, bytesOf),
    items: items.map((one) => functionSize(one, context)),
    others: { count: rest.length, bytes: sumOf(rest, bytesOf) },
  };
}

/** One function as it stands in a report. */
function functionSize(one: FunctionRef, { program, retained }: FunctionContext): FunctionSize {
  const { module, index } = one;
  const owner = program.owners[module.definedIn[index] as number];
  const cause = program.owners[module.instantiatedFor[index] as number];
  return {
    index,
    core_module: module.number,
    name: printableName(functionName(one)),
    ...ownerFields(owner),
    instantiated_for: ownerFields(cause).crate,
    bytes: bytesOf(one),
    retained_bytes: retained.of(one),
  };
}
