import type { RegressionJson } from '@wasmgate/contracts/regression';
import { isFailing, statusWeight, type Metric } from './metric.ts';

/** How many metrics have which weight. */
export type Counts = RegressionJson['counts'];

/**
 * Counts the rows by weight. `gated` contains those that failed a comparison or a budget; a `new` metric under a
 * budget was gated by that. Under `strict`, what cannot be compared counts as failed as well.
 */
export function countRows(metrics: readonly Metric[], strict: boolean): Counts {
  const counts: Counts = { gated: 0, failed: 0, listed: 0, not_comparable: 0 };
  for (const { status, budget } of metrics) {
    const weight = statusWeight[status];
    if (isFailing(status, strict)) counts.failed++;
    if (weight === 'not_comparable') counts.not_comparable++;
    else if (weight === 'listed' && !(status === 'new' && budget !== null)) counts.listed++;
    else counts.gated++;
  }
  return counts;
}

/** The counts in words: `14 gated, 9 not comparable`. */
export function countsText(verdict: 'pass' | 'fail', counts: Counts): string {
  const parts = [`${counts.gated} gated`, `${counts.not_comparable} not comparable`];
  if (verdict === 'fail') parts.unshift(`${counts.failed} failed`);
  if (counts.listed > 0) parts.push(`${counts.listed} listed`);
  return parts.join(', ');
}

/** The verdict line: `pass: 14 gated, 9 not comparable`. */
export function verdictLine(verdict: 'pass' | 'fail', counts: Counts): string {
  return `${verdict}: ${countsText(verdict, counts)}`;
}
