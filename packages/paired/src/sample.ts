import type { ArmName } from './arms.ts';

/** A duration of each arm, one measured right after the other, in any unit. */
export type Block = Readonly<Record<ArmName, number>>;

/**
 * Blocks that something has in common: the process that they ran in, or a stretch of time. It slows all arms alike, so that samples
 * differ by what is not the files; only samples are independent of one another.
 */
export type Sample = readonly Block[];

/** What a sample says: medians over its blocks of natural logarithms of ratios. 0 is no change, above 0 is slower. */
export interface SampleChange {
  /** Head against baseline. */
  readonly change: number;
  /** The baseline again against the baseline. */
  readonly nothing: number;
}

/**
 * The change within a sample. Each ratio is of durations that were measured next to one another, so that a drift cancels; their
 * median bears blocks that something interrupted. Throws RangeError on no blocks and on a duration that is not above 0.
 */
export function sampleChange(sample: Sample): SampleChange {
  return {
    change: median(sample.map(({ head, baseline }) => logRatio(head, baseline))),
    nothing: median(sample.map(({ again, baseline }) => logRatio(again, baseline))),
  };
}

/** What an arm takes: the median over samples of the median over blocks. */
export function armFigure(samples: readonly Sample[], arm: ArmName): number {
  return median(samples.map((sample) => median(sample.map((block) => block[arm]))));
}

function logRatio(a: number, b: number): number {
  if (!(a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b))) {
    throw new RangeError(`durations to compare must be above 0: ${a}, ${b}`);
  }
  return Math.log(a / b);
}

/** The middle value, or the mean of the two in the middle. Throws RangeError on none. */
function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values');
  const sorted = values.toSorted((a, b) => a - b);
  const above = sorted[sorted.length >> 1] as number;
  return sorted.length % 2 === 1 ? above : (above + (sorted[(sorted.length >> 1) - 1] as number)) / 2;
}
