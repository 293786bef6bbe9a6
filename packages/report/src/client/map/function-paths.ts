import type { Program } from '@wasmgate/contracts/generated/tree';

/** Steps that are shown of a path: a hostile file has one through all its functions. */
const MAX_STEPS = 60;

/** A step of the way from outside to a function. */
export interface Step {
  /** Null: a step that the tree does not list. */
  readonly index: number | null;
  /** How it is come to. */
  readonly via: string;
  readonly isCertain: boolean;
}

const words: Readonly<Record<string, string>> = {
  export: 'export',
  start: 'the start function',
  table: 'by a table that is exported',
  global: 'by a global that is exported',
  call: 'calls',
  return_call: 'tail-calls',
  ref_func: 'takes a reference to',
  call_indirect: 'may call through a table',
  call_ref: 'may call by reference',
  global_get: 'may call what a global holds',
  table_get: 'may call what a table holds',
  array_elem: 'may call what an array holds',
  retained: 'kept by a table or a global; no path leads there',
  unreferenced: 'nothing leads there',
};

/** Why a function is in the file: a shortest path from outside, the first step first. Empty without a call graph. */
export function pathTo({ functions, steps, exports }: Program, index: number): Step[] {
  const path: Step[] = [];
  for (let at = index; at >= 0;) {
    const step = steps[functions.step[at] ?? -1];
    if (step === undefined) return [];
    const caller = functions.caller[at] ?? -1;
    const entry = exports.find((one) => one.function === at)?.name;
    path.push({
      index: at,
      via: entry === undefined ? (words[step.via] ?? '') : `export ${entry}`,
      isCertain: step.certain,
    });
    const isWhole =
      caller < 0 && ['export', 'start', 'table', 'global', 'retained', 'unreferenced'].includes(step.via);
    if (isWhole) break;
    if (caller < 0 || path.length === MAX_STEPS) {
      path.push({ index: null, via: '', isCertain: true });
      break;
    }
    at = caller;
  }
  return path.toReversed();
}

/** Who holds a function, the nearest first: every path to it leads through each of them. */
export function holdersOf({ functions }: Program, index: number): number[] {
  const holders: number[] = [];
  for (
    let at = functions.holder[index] ?? -1;
    at >= 0 && holders.length < MAX_STEPS;
    at = functions.holder[at] ?? -1
  )
    holders.push(at);
  return holders;
}

/** What a function holds itself, what retains most first. */
export function heldBy({ functions }: Program, index: number): number[] {
  return [...functions.holder.keys()]
    .filter((at) => functions.holder[at] === index)
    .toSorted((a, b) => (functions.retained?.[b] ?? 0) - (functions.retained?.[a] ?? 0));
}
