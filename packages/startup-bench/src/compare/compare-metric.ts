import { leastPairs, signedRankInterval, type Estimate } from './signed-rank.ts';

/** A figure of one process of each arm, in any unit, round by round. */
export interface PairedRound {
  readonly head: number;
  readonly baseline: number;
  readonly again: number;
}

/** What the rounds say of one metric. Estimates are natural logarithms of ratios: 0 is no change, above 0 slower. */
export interface MetricComparison {
  readonly rounds: number;
  /** Head against baseline, with the simultaneous interval. */
  readonly effect: Estimate;
  /** The baseline against itself, with its simultaneous interval. */
  readonly nothing: Estimate;
  /** Half of the null's own interval at 99 %: what this machine cannot tell from nothing. */
  readonly noise: number;
  /** The null's interval lies wholly on one side of 0: something other than the files moved. */
  readonly isNullMoved: boolean;
  /** What this round of measuring alone would say. */
  readonly leaning: 'regressed' | 'improved' | 'pass';
}

/** Confidence that all intervals of a family hold at once. */
export const FAMILY_CONFIDENCE = 0.95;
/** The same for the nulls. A null that is said to have moved too easily would leave too much unproven. */
const NULL_FAMILY_CONFIDENCE = 0.99;
/** A smaller change is not worth a failure, however certain. */
export const LEAST_CHANGE = Math.log(1.02);
const NOISE_CONFIDENCE = 0.99;
/** With more noise nothing below 10 % could fail: to pass would mean nothing. */
export const MOST_NOISE = Math.log(1.1);

/** With fewer rounds no interval of a family of this size has ends: nothing could ever be found. */
export function leastRounds(familySize: number): number {
  return leastPairs(1 - (1 - NULL_FAMILY_CONFIDENCE) / familySize);
}

/**
 * Compares one metric of a family of `familySize`. The pairs are logarithms of ratios within a round, so that a drift of
 * the machine cancels; the process is the sample, rounds are the repetitions (Kalibera and Jones, "Rigorous Benchmarking
 * in Reasonable Time", ISMM 2013). Bonferroni keeps the error rate of the family whatever ties the metrics together (Westfall and
 * Young, "Resampling-Based Multiple Testing", 1993, chapter 1). Throws RangeError on a figure that is not above 0.
 */
export function compareMetric(rounds: readonly PairedRound[], familySize: number): MetricComparison {
  const within = (family: number): number => 1 - (1 - family) / familySize;
  const differences = rounds.map(({ head, baseline }) => logRatio(head, baseline));
  const nulls = rounds.map(({ again, baseline }) => logRatio(again, baseline));
  const effect = signedRankInterval(differences, within(FAMILY_CONFIDENCE));
  const nothing = signedRankInterval(nulls, within(NULL_FAMILY_CONFIDENCE));
  const alone = signedRankInterval(nulls, NOISE_CONFIDENCE);
  const noise = (alone.high - alone.low) / 2;
  const isLarge = Math.abs(effect.estimate) > Math.max(LEAST_CHANGE, noise);
  const side = sideOf(effect);
  return {
    rounds: rounds.length,
    effect,
    nothing,
    noise,
    isNullMoved: sideOf(nothing) !== 0,
    leaning: !isLarge || side === 0 ? 'pass' : side > 0 ? 'regressed' : 'improved',
  };
}

/** 1 or -1 when an interval lies wholly above or below 0, else 0. */
function sideOf({ low, high }: Estimate): -1 | 0 | 1 {
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}

function logRatio(a: number, b: number): number {
  if (!(a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b))) {
    throw new RangeError(`durations to compare must be above 0: ${a}, ${b}`);
  }
  return Math.log(a / b);
}
