import type { MetricComparison } from './compare-metric.ts';

/** What is said of one metric in the end. */
export type MetricStatus = 'regressed' | 'improved' | 'pass' | 'unproven';

/** A status, and why it is `unproven`, or `pass` although the first measuring leaned elsewhere. */
export interface Decision {
  readonly status: MetricStatus;
  readonly reason?: 'null_moved' | 'too_noisy' | 'not_repeated';
}

/** With more noise nothing below 10 % could fail: to pass would mean nothing. */
const MOST_NOISE = Math.log(1.1);

/** One in a hundred nulls moves by chance alone, and a neighbour may be loud for half a minute: so many measurings are set aside. */
const MOST_SET_ASIDE = 1;

/**
 * The decision on one metric by its measurings, each by fresh samples in a fresh order; null: it has to be measured once more. What looks
 * changed must lean to the same side twice, for two independent errors in a row are far rarer than one. A measuring that proves nothing is
 * set aside, once; the second one leaves the metric unproven.
 */
export function decideMetric(measurings: readonly MetricComparison[]): Decision | null {
  const problems = measurings.flatMap((one) => problemOf(one) ?? []);
  const [first, again] = measurings.filter((one) => problemOf(one) === null);
  const reason = problems[MOST_SET_ASIDE];
  if (reason !== undefined) return { status: 'unproven', reason };
  if (first === undefined) return null;
  if (first.leaning === 'pass') return { status: 'pass' };
  if (again === undefined) return null;
  return again.leaning === first.leaning
    ? { status: first.leaning }
    : { status: 'pass', reason: 'not_repeated' };
}

/** Why a measuring proves nothing: what did not fail passes only where a failure could have been seen. */
function problemOf({ isNullMoved, leaning, noise }: MetricComparison): 'null_moved' | 'too_noisy' | null {
  if (isNullMoved) return 'null_moved';
  return leaning === 'pass' && noise > MOST_NOISE ? 'too_noisy' : null;
}

/** The verdict on a family: what failed comes first, then what is not known. */
export function familyVerdict(statuses: readonly MetricStatus[]): MetricStatus {
  const order = ['regressed', 'unproven', 'improved'] as const;
  return order.find((status) => statuses.includes(status)) ?? 'pass';
}
