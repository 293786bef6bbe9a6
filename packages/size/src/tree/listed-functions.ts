import { allFunctions, bytesOf } from '../breakdown/function-sizes.ts';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { largest } from '../breakdown/largest.ts';
import type { FunctionRef, ProgramModule } from '../program/program.ts';
import { callLinks, type CallLinks } from './call-links.ts';

/** Functions that stand in a tree by themselves: of a module of 14 MB with 33,000 of them these are 97 % of all bytes. */
const MAX_LARGEST = 10_000;
/** With those that hold or call one of these. A hostile file has one chain of all its functions. */
const MAX_LISTED = 1.5 * MAX_LARGEST;

/** Functions of a tree, and where each stands. */
export interface Listed {
  readonly functions: readonly (FunctionRef & { readonly links: CallLinks })[];
  /** Functions that are not listed. */
  readonly rest: readonly FunctionRef[];
  /** -1: it is not listed, or there is none. */
  readonly placeOf: (one: FunctionRef | null) => number;
}

/** The largest functions, and what holds or calls them, so that the way to each can be told from its beginning. */
export function listedFunctions({ program, retained }: Analysis): Listed {
  const { items, rest } = largest(allFunctions(program), MAX_LARGEST, bytesOf);
  const places = new Map<ProgramModule, Map<number, number>>(
    program.modules.map((module) => [module, new Map()]),
  );
  const functions: (FunctionRef & { links: CallLinks })[] = [];
  const add = (one: FunctionRef): void => {
    const known = places.get(one.module);
    if (known === undefined || known.has(one.index)) return;
    known.set(one.index, functions.length);
    functions.push({ ...one, links: callLinks(one, retained) });
  };
  for (const one of items) add(one);
  for (let at = 0; at < functions.length && functions.length < MAX_LISTED; at++) {
    const { holder, entry } = functions[at]?.links ?? {};
    if (holder) add(holder);
    if (entry?.caller) add(entry.caller);
  }
  return {
    functions,
    rest: rest.filter(({ module, index }) => places.get(module)?.has(index) !== true),
    placeOf: (one) => (one === null ? -1 : (places.get(one.module)?.get(one.index) ?? -1)),
  };
}
