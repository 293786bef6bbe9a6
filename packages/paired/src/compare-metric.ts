import { armFigure, sampleChange, type Sample } from './sample.ts';
import { leastPairs, signedRankInterval, type Estimate } from './signed-rank.ts';

/** What the samples say of one metric. Estimates are natural logarithms of ratios: 0 is no change, above 0 slower. */
export interface MetricComparison {
  readonly samples: number;
  /** Head against baseline, with the simultaneous interval. */
  readonly effect: Estimate;
  /** The baseline against itself, with its simultaneous interval. */
  readonly nothing: Estimate;
  /** Half of the null's own interval at 99 %: what this machine cannot tell from nothing. */
  readonly noise: number;
  /** A smaller change is let pass, however certain it is. */
  readonly least: number;
  /** The null's interval lies wholly on one side of 0: something other than the head moved. */
  readonly isNullMoved: boolean;
  /** What this measuring alone would say. */
  readonly leaning: 'regressed' | 'improved' | 'pass';
}

/** How many metrics are compared at once, and how finely they are measured. */
export interface Family {
  readonly size: number;
  /** A difference that is no more than this is nothing, however large it is in percent; in the unit of the durations. Default: 0. */
  readonly resolution?: number;
}

/** Confidence that all intervals of a family hold at once. */
export const FAMILY_CONFIDENCE = 0.95;
/** The same for the nulls. A null that is said to have moved too easily would leave too much unproven. */
const NULL_FAMILY_CONFIDENCE = 0.99;
/** A smaller change is not worth a failure, however certain. */
export const LEAST_CHANGE = Math.log(1.02);
const NOISE_CONFIDENCE = 0.99;

/** With fewer samples no interval of a family of this size has ends: nothing could ever be found. */
export function leastSamples(familySize: number): number {
  return leastPairs(1 - (1 - NULL_FAMILY_CONFIDENCE) / familySize);
}

/**
 * Compares one metric of a family. The sample is the unit, its blocks are not: only repeating samples removes what is drawn once a
 * sample (Kalibera and Jones, "Rigorous Benchmarking in Reasonable Time", ISMM 2013). Bonferroni keeps the error rate of the
 * family whatever ties the metrics together (Westfall and Young, "Resampling-Based Multiple Testing", 1993, chapter 1). Throws
 * RangeError on a duration that is not above 0.
 */
export function compareMetric(
  samples: readonly Sample[],
  { size, resolution = 0 }: Family,
): MetricComparison {
  const within = (family: number): number => 1 - (1 - family) / size;
  const changes = samples.map(sampleChange);
  const nulls = changes.map(({ nothing }) => nothing);
  const effect = signedRankInterval(
    changes.map(({ change }) => change),
    within(FAMILY_CONFIDENCE),
  );
  const nothing = signedRankInterval(nulls, within(NULL_FAMILY_CONFIDENCE));
  const alone = signedRankInterval(nulls, NOISE_CONFIDENCE);
  const noise = (alone.high - alone.low) / 2;
  const least = Math.max(LEAST_CHANGE, Math.log1p(resolution / armFigure(samples, 'baseline')), noise);
  const isLarge = Math.abs(effect.estimate) > least;
  const side = sideOf(effect);
  return {
    samples: samples.length,
    effect,
    nothing,
    noise,
    least,
    isNullMoved: sideOf(nothing) !== 0,
    leaning: !isLarge || side === 0 ? 'pass' : side > 0 ? 'regressed' : 'improved',
  };
}

/** 1 or -1 when an interval lies wholly above or below 0, else 0. */
function sideOf({ low, high }: Estimate): -1 | 0 | 1 {
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}
