import type { Outcome } from './outcome.ts';
import type { PlannedCall } from './plan.ts';

/** What calls of two modules say of each other. */
export interface Comparison {
  /** Calls that were held against each other. */
  readonly calls: number;
  readonly same: number;
  /** Calls that say nothing. */
  readonly leftOut: number;
  /** The first call that differs, and in what; null when none does. */
  readonly difference: string | null;
}

/** Which calls count, and what of them. */
export interface CompareOptions {
  /** Leaves out calls that trap in the module as it is. */
  readonly withoutTraps?: boolean;
  /** Leaves out calls of exports that go. */
  readonly without?: ReadonlySet<string>;
  /** How large memories and tables are does not count. */
  readonly anySize?: boolean;
  /** What memory holds afterwards does not count: the change is one of data. */
  readonly anyMemory?: boolean;
}

/** Holds the outcomes of the same calls against each other. A call that did not end in time before is left out. */
export function compareOutcomes(
  calls: readonly PlannedCall[],
  before: readonly Outcome[],
  after: readonly Outcome[],
  options: CompareOptions = {},
): Comparison {
  const { withoutTraps = false, without } = options;
  let [counted, same] = [0, 0];
  let difference: string | null = null;
  for (const [at, was] of before.entries()) {
    const call = calls[at] as PlannedCall;
    const isLeftOut =
      was.end === 'unfinished' ||
      (withoutTraps && was.end === 'trapped') ||
      [call, ...(call.before ?? [])].some(({ name }) => without?.has(name) === true) ||
      after[at] === undefined;
    if (isLeftOut) continue;
    counted++;
    const how = differenceOf(was, after[at] as Outcome, options);
    if (how === null) same++;
    else difference ??= `${callText(call)}: ${how}`;
  }
  return { calls: counted, same, leftOut: before.length - counted, difference };
}

function callText({ name, args, before = [] }: PlannedCall): string {
  const call = `${name}(${args.map(([, text]) => text).join(', ')})`;
  return before.length === 0
    ? call
    : `${call} after ${before.length} other call${before.length === 1 ? '' : 's'}`;
}

function differenceOf(
  was: Outcome,
  is: Outcome,
  { anySize = false, anyMemory = false }: CompareOptions,
): string | null {
  if (was.end !== is.end) return `${was.end} before (${was.value}), ${is.end} now (${is.value})`;
  if (was.value !== is.value) return `${was.end} ${was.value} before, ${is.value} now`;
  if (was.imports !== is.imports) return 'it calls imports otherwise';
  if (!anyMemory && was.memory !== is.memory) return 'it leaves another memory';
  if (was.globals !== is.globals) return `it leaves globals ${is.globals}, not ${was.globals}`;
  return !anySize && was.sizes !== is.sizes ? `it leaves ${is.sizes}, not ${was.sizes}` : null;
}
