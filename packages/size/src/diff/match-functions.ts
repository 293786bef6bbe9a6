import type { SideFunction } from './side.ts';

/** What became of a function: the same on both sides, or on one alone. */
export interface Matched {
  readonly old: SideFunction | null;
  readonly new: SideFunction | null;
  /** For one that is gone: the function that stays and does the same. */
  readonly mergedInto: SideFunction | null;
}

/** Bodies shorter than this look alike by chance. Unit: instructions. */
const MIN_SHAPE = 8;

type Key = (one: SideFunction) => string | null;

/**
 * The passes in which functions of two files are matched, the surest first; null: this pass does not recognise it. What
 * a pass matches is gone for the next ones.
 */
const passes: readonly Key[] = [
  ({ symbol, body }) => symbol && `${symbol} ${body}`,
  ({ symbol }) => symbol,
  ({ plain, body }) => plain && `${plain} ${body}`,
  ({ plain }) => plain,
  ({ path, shape }) => path && `${path} ${shape}`,
  ({ path }) => path,
  ({ item, shape }) => item && `${item} ${shape}`,
  ({ item }) => item,
  ({ body, instructions }) => (instructions < MIN_SHAPE ? null : body),
  ({ shape, instructions }) => (instructions < MIN_SHAPE ? null : shape),
];

/**
 * Matches the functions of two files, each at most once, in passes: name and body, name without hash or disambiguator, path
 * without type arguments, that in every way of mangling, shape of the body. Of several with one key the first goes with the first, in file order.
 */
export function matchFunctions(olds: readonly SideFunction[], news: readonly SideFunction[]): Matched[] {
  const matched: Matched[] = [];
  let left = [...olds];
  let right = [...news];
  for (const key of passes) {
    const waiting = groupBy(right, key);
    const taken = new Set<SideFunction>();
    left = left.filter((old) => {
      const of = key(old);
      const found = of === null ? undefined : waiting.get(of)?.shift();
      if (found === undefined) return true;
      taken.add(found);
      matched.push({ old, new: found, mergedInto: null });
      return false;
    });
    right = right.filter((one) => !taken.has(one));
  }
  const staying = bodiesThatStay(matched);
  for (const old of left) matched.push({ old, new: null, mergedInto: staying.get(old.body) ?? null });
  for (const one of right) matched.push({ old: null, new: one, mergedInto: null });
  return matched;
}

/** In file order, by key. */
function groupBy(all: readonly SideFunction[], key: Key): Map<string, Queue> {
  const groups = new Map<string, Queue>();
  for (const one of all) {
    const of = key(one);
    if (of === null) continue;
    const group = groups.get(of);
    if (group === undefined) groups.set(of, new Queue(one));
    else group.push(one);
  }
  return groups;
}

class Queue {
  readonly #items: SideFunction[];
  #next = 0;

  constructor(first: SideFunction) {
    this.#items = [first];
  }

  push(one: SideFunction): void {
    this.#items.push(one);
  }

  shift(): SideFunction | undefined {
    return this.#items[this.#next++];
  }
}

/** wasm-opt keeps one of several equal functions: the body of the others is that of one that stays, then or now. */
function bodiesThatStay(matched: readonly Matched[]): Map<string, SideFunction> {
  const staying = new Map<string, SideFunction>();
  for (const { old, new: now } of matched) {
    if (old === null || now === null) continue;
    staying.set(old.body, now);
    staying.set(now.body, now);
  }
  return staying;
}
