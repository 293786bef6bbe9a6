/** A list cut to its largest items. */
export interface Cut<T> {
  readonly items: readonly T[];
  /** What is left out. */
  readonly rest: readonly T[];
}

/**
 * The `limit` items with the largest figure, the largest first; equal ones stay in order, so that a report is the same
 * each time.
 */
export function largest<T>(all: readonly T[], limit: number, figure: (item: T) => number): Cut<T> {
  const figures = Float64Array.from(all, figure);
  const order = Uint32Array.from(all.keys()).toSorted(
    (a, b) => (figures[b] as number) - (figures[a] as number) || a - b,
  );
  const pick = (from: number, to: number): T[] => Array.from(order.subarray(from, to), (at) => all[at] as T);
  return { items: pick(0, limit), rest: pick(limit, order.length) };
}

/** The sum of a figure. */
export function sumOf<T>(all: readonly T[], figure: (item: T) => number): number {
  return all.reduce((sum, item) => sum + figure(item), 0);
}
