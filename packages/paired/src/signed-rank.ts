/** An estimate of a shift with its confidence interval. Infinite ends: too few samples for that confidence. */
export interface Estimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The centre of paired differences and an exact confidence interval for it.
 *
 * The estimate is the median of the Walsh averages (Hodges and Lehmann, "Estimates of Location Based on Rank Tests", Ann.
 * Math. Statist. 34(2), 1963). The interval inverts Wilcoxon's signed-rank test (Biometrics Bulletin 1(6), 1945; the
 * inversion is Tukey's: Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods", 3rd ed., 2014, section 3.3), that
 * is a permutation test over all 2^n flips of signs, counted and not sampled. It asks for nothing but differences that are
 * as likely positive as negative when there is no effect, which the random order of the arms brings about: neither normal
 * nor of one mode, and a few wild processes do not move it. Throws RangeError on no differences.
 */
export function signedRankInterval(differences: readonly number[], confidence: number): Estimate {
  const averages = walshAverages(differences);
  const count = averages.length;
  const middle = ((averages[(count - 1) >> 1] ?? 0) + (averages[count >> 1] ?? 0)) / 2;
  const outside = criticalCount(differences.length, (1 - confidence) / 2);
  if (outside === 0) return { estimate: middle, low: -Infinity, high: Infinity };
  return { estimate: middle, low: averages[outside - 1] ?? 0, high: averages[count - outside] ?? 0 };
}

/** The fewest pairs whose interval has finite ends at this confidence. */
export function leastPairs(confidence: number): number {
  return Math.ceil(1 - Math.log2(1 - confidence));
}

/** Means of all pairs, each with itself as well, ascending. */
function walshAverages(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('no differences');
  const averages = values.flatMap((a, i) => values.slice(i).map((b) => (a + b) / 2));
  return averages.toSorted((a, b) => a - b);
}

/** The largest k with P(W < k) <= tail, where W is the signed-rank statistic of n pairs without an effect. */
function criticalCount(n: number, tail: number): number {
  let sum = 0;
  for (const [k, probability] of signedRankDistribution(n).entries()) {
    sum += probability;
    if (sum > tail) return k;
  }
  return 0;
}

const distributions = new Map<number, readonly number[]>();

/** P(W = k): the share of the 2^n subsets of the ranks 1 to n whose sum is k, one rank added at a time. */
export function signedRankDistribution(n: number): readonly number[] {
  const known = distributions.get(n);
  if (known !== undefined) return known;
  const chances: number[] = Array.from({ length: (n * (n + 1)) / 2 + 1 }, (_, k) => (k === 0 ? 1 : 0));
  for (let rank = 1; rank <= n; rank++) {
    for (let k = (rank * (rank + 1)) / 2; k >= 0; k--) {
      const without = chances[k] ?? 0;
      chances[k] = (without + (k >= rank ? (chances[k - rank] ?? 0) : 0)) / 2;
    }
  }
  distributions.set(n, chances);
  return chances;
}
