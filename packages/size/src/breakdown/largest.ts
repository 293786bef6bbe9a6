/** A list cut to its largest items. */
export interface Cut<T> {
  readonly items: readonly T[];
  /** What is left out. */
  readonly rest: readonly T[];
}

/** The `limit` items with the largest figure, the largest first; equal ones stay in order, so that a report is the same each time. */
export function largest<T>(all: readonly T[], limit: number, figure: (item: T) => number): Cut<T> {
  const sorted = all.toSorted((a, b) => figure(b) - figure(a));
  return { items: sorted.slice(0, limit), rest: sorted.slice(limit) };
}

/** The sum of a figure. */
export function sumOf<T>(all: readonly T[], figure: (item: T) => number): number {
  return all.reduce((sum, item) => sum + figure(item), 0);
}
