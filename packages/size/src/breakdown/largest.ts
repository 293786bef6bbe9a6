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
  // Positions of the largest so far: most of a long list is no larger than the last of these.
  const kept: number[] = [];
  const figures = new Float64Array(all.length);
  for (let at = 0; at < all.length; at++) {
    const value = figure(all[at] as T);
    figures[at] = value;
    if (kept.length === limit && value <= (figures[kept[limit - 1] as number] as number)) continue;
    let place = kept.length;
    while (place > 0 && (figures[kept[place - 1] as number] as number) < value) place -= 1;
    kept.splice(place, 0, at);
    if (kept.length > limit) kept.pop();
  }
  return {
    items: kept.map((at) => all[at] as T),
    get rest() {
      const isKept = new Uint8Array(all.length);
      for (const at of kept) isKept[at] = 1;
      return all.filter((_, at) => isKept[at] === 0);
    },
  };
}

/** The sum of a figure. */
export function sumOf<T>(all: readonly T[], figure: (item: T) => number): number {
  return all.reduce((sum, item) => sum + figure(item), 0);
}
