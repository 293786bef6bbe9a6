import type { Status } from '../metric.ts';

/** Which way a metric is better. */
export type Better = 'lower' | 'higher';

/** Rounding of a quotient must not turn "exactly as much worse as allowed" into a failure. */
const EPSILON_PCT = 1e-9;

/** Change in percent of the baseline; null when the baseline is 0 and the value is not. */
export function deltaPct(value: number, baseline: number): number | null {
  if (value === baseline) return 0;
  return baseline === 0 ? null : ((value - baseline) / Math.abs(baseline)) * 100;
}

/** A change as reports carry it: four decimals. */
export function roundedPct(pct: number | null): number | null {
  return pct === null || !Number.isFinite(pct) ? null : Math.round(pct * 1e4) / 1e4;
}

/** Compares two figures; worse by exactly the tolerance passes, and anything above a baseline of 0 is worse. */
export function compareFigures(
  value: number,
  baseline: number,
  tolerancePct: number,
  better: Better,
): Extract<Status, 'pass' | 'improved' | 'regressed'> {
  if (value === baseline) return 'pass';
  const worse = better === 'lower' ? value > baseline : value < baseline;
  if (!worse) return 'improved';
  const change = Math.abs(deltaPct(value, baseline) ?? Number.POSITIVE_INFINITY);
  return change > tolerancePct + EPSILON_PCT ? 'regressed' : 'pass';
}
