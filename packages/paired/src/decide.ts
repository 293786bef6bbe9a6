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

/** A metric that has to be measured once more before anything is said. */
export function isSuspect({ leaning, isNullMoved }: MetricComparison): boolean {
  return leaning !== 'pass' && !isNullMoved;
}

/**
 * The decision on one metric. A suspect needs a second measuring by fresh samples in a fresh order that leans to the
 * same side: two independent errors in a row are far rarer than one. `again` is null where none was needed.
 */
export function decideMetric(first: MetricComparison, again: MetricComparison | null): Decision {
  if (first.isNullMoved || again?.isNullMoved === true) return { status: 'unproven', reason: 'null_moved' };
  if (!isSuspect(first)) return passing(first);
  if (again === null) throw new Error('a suspect was not measured again');
  if (again.leaning === first.leaning) return { status: first.leaning };
  const passed = passing(again);
  return passed.status === 'pass' ? { status: 'pass', reason: 'not_repeated' } : passed;
}

/** What did not fail passes where a failure could have been seen. */
function passing({ noise }: MetricComparison): Decision {
  return noise > MOST_NOISE ? { status: 'unproven', reason: 'too_noisy' } : { status: 'pass' };
}

/** The verdict on a family: what failed comes first, then what is not known. */
export function familyVerdict(statuses: readonly MetricStatus[]): MetricStatus {
  const order = ['regressed', 'unproven', 'improved'] as const;
  return order.find((status) => statuses.includes(status)) ?? 'pass';
}
