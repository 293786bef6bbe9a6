import { median } from '../figures/statistics.ts';

/** One mode of a figure over several processes. */
export interface Mode {
  readonly p50: number;
  readonly processes: number;
}

/** A smaller group is a handful of outliers and no mode. */
const LEAST_SHARE = 0.2;
const LEAST_PROCESSES = 3;
/**
 * Ashman's D above which two groups are two modes. Ashman asks for 2 of two fitted normal curves; cutting one normal curve
 * in its middle gives 2.65 already. At 7 the noise of 16 processes with one mode is called two modes less than once in a hundred
 * times (simulated: test/modes.test.ts).
 */
const CLEARLY_APART = 7;

/**
 * The modes of a figure over processes: one, or two when the best cut in two leaves groups that are far apart, measured by
 * their spread (Ashman, Bird and Zepf, "Detecting Bimodality in Astronomical Datasets", AJ 108, 1994). The cut is the one with
 * the least variance within the groups (Fisher, "On Grouping for Maximum Homogeneity", JASA 53, 1958).
 */
export function modesOf(figures: readonly number[]): Mode[] {
  const sorted = figures.toSorted((a, b) => a - b);
  const least = Math.max(LEAST_PROCESSES, Math.ceil(sorted.length * LEAST_SHARE));
  let best: { low: number[]; high: number[]; within: number } | undefined;
  for (let cut = least; cut <= sorted.length - least; cut++) {
    const [low, high] = [sorted.slice(0, cut), sorted.slice(cut)];
    const within = squares(low) + squares(high);
    if (best === undefined || within < best.within) best = { low, high, within };
  }
  if (best === undefined || !isApart(best.low, best.high)) return [mode(sorted)];
  return [mode(best.low), mode(best.high)];
}

function isApart(low: readonly number[], high: readonly number[]): boolean {
  const spread = squares(low) / low.length + squares(high) / high.length;
  const distance = mean(high) - mean(low);
  return distance > 0 && distance * Math.SQRT2 > CLEARLY_APART * Math.sqrt(spread);
}

const mode = (group: readonly number[]): Mode => ({ p50: median(group), processes: group.length });
const mean = (group: readonly number[]): number => group.reduce((sum, x) => sum + x, 0) / group.length;

/** Sum of squared deviations from the mean. */
function squares(group: readonly number[]): number {
  const centre = mean(group);
  return group.reduce((sum, x) => sum + (x - centre) ** 2, 0);
}
