import type { Percentiles, Stats } from '@wasmgate/contracts/startup';

/**
 * The definition of a percentile in every report: definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical
 * Packages", The American Statistician 50(4), 1996: linear interpolation between the order statistics at
 * (n - 1) p, the default of R, NumPy and Excel's PERCENTILE.INC.
 */
export const PERCENTILE_METHOD = 'Hyndman-Fan 7';

/** The quantile `p` (0 to 1) of ascending samples by `PERCENTILE_METHOD`. Throws RangeError on no samples. */
export function quantile(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) throw new RangeError('no samples');
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile lies between 0 and 1, not at ${p}`);
  const at = (sorted.length - 1) * p;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The median, by the same definition: the mean of the two middle samples when there is an even number. */
export function median(samples: readonly number[]): number {
  return quantile(ascending(samples), 0.5);
}

/** Statistics of durations in nanoseconds, in milliseconds. */
export function statsOf(samplesNs: readonly number[]): Stats {
  const sorted = ascending(samplesNs);
  return {
    iterations: sorted.length,
    min_ms: toMs(quantile(sorted, 0)),
    max_ms: toMs(quantile(sorted, 1)),
    mean_ms: toMs(sorted.reduce((sum, sample) => sum + sample, 0) / sorted.length),
    p50_ms: toMs(quantile(sorted, 0.5)),
    p90_ms: toMs(quantile(sorted, 0.9)),
    p99_ms: toMs(quantile(sorted, 0.99)),
  };
}

/** Percentiles of durations in nanoseconds, in milliseconds. */
export function percentiles(samplesNs: readonly number[]): Percentiles {
  const { p50_ms, p90_ms, p99_ms } = statsOf(samplesNs);
  return { p50_ms, p90_ms, p99_ms };
}

/** The median of each percentile over several processes. */
export function medianOfPercentiles(processes: readonly Percentiles[]): Percentiles {
  const over = (figure: (process: Percentiles) => number) => roundMs(median(processes.map(figure)));
  return {
    p50_ms: over(({ p50_ms }) => p50_ms),
    p90_ms: over(({ p90_ms }) => p90_ms),
    p99_ms: over(({ p99_ms }) => p99_ms),
  };
}

/**
 * The median of each figure over several processes. The process is the sample: durations from one process depend on
 * each other, and pooled samples of separate processes differ where there is no difference (facts: 89-95 % of A/A pairs).
 */
export function medianOfStats(processes: readonly Stats[]): Stats {
  const over = (figure: (stats: Stats) => number) => roundMs(median(processes.map(figure)));
  return {
    iterations: Math.min(...processes.map((stats) => stats.iterations)),
    min_ms: over((stats) => stats.min_ms),
    max_ms: over((stats) => stats.max_ms),
    mean_ms: over((stats) => stats.mean_ms),
    p50_ms: over((stats) => stats.p50_ms),
    p90_ms: over((stats) => stats.p90_ms),
    p99_ms: over((stats) => stats.p99_ms),
  };
}

/** Nanoseconds to milliseconds, to the nanosecond. */
export function toMs(ns: number): number {
  return roundMs(ns / 1e6);
}

function roundMs(ms: number): number {
  return Math.round(ms * 1e6) / 1e6;
}

function ascending(samples: readonly number[]): number[] {
  return samples.toSorted((a, b) => a - b);
}
