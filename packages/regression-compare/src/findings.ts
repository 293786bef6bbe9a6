import { comparisonArgs } from '@wasmgate/contracts/comparison-args';
import { budgetFinding } from '@wasmgate/contracts/budget';
import { finding, type FindingIn, type FindingOf } from '@wasmgate/contracts/finding';
import { metricOf } from '@wasmgate/contracts/metrics';
import { isNotComparable, type Metric, type Status } from './metric.ts';
import type { BudgetedMetric } from './subject/apply-budgets.ts';
import type { SameRun } from './subject/same-run.ts';

/** Everything that one metric gives rise to: it can have regressed and be over its budget as well. */
export function metricFindings(
  { metric, compared, result }: BudgetedMetric,
  strict: boolean,
  sameRun: SameRun | null = null,
): FindingIn<'regression'>[] {
  const findings = [comparisonFinding(metric, compared, strict, sameRun), result && budgetFinding(result)];
  if (metric.status === 'missing' && compared !== 'missing') findings.push(unmeasuredBudget(metric));
  return findings.filter((found) => found !== null);
}

function unmeasuredBudget({ name, budget }: Metric): FindingOf<'budget_unmeasured'> {
  return finding('budget_unmeasured', { metric: name, max: budget ?? 0 });
}

function comparisonFinding(
  metric: Metric,
  compared: Status,
  strict: boolean,
  sameRun: SameRun | null,
): FindingIn<'regression'> | null {
  const { name, kind, value, baseline, delta_pct, tolerance_pct, reason } = metric;
  if (compared === 'regressed' && kind === 'identity') {
    return finding('metric_differs', { metric: name, value: String(value), baseline: String(baseline) });
  }
  const timed = kind === 'timed' ? sameRun?.metrics.get(name) : undefined;
  if (compared === 'regressed' && kind === 'timed' && metricOf(name)?.judgedWith !== undefined) return null;
  if (compared === 'regressed' && timed !== undefined) {
    return finding('startup_regressed', comparisonArgs(timed));
  }
  if (compared === 'regressed') {
    return finding('metric_regressed', {
      metric: name,
      value: Number(value),
      baseline: Number(baseline),
      tolerance_pct: tolerance_pct ?? 0,
      ...(delta_pct === null ? {} : { delta_pct }),
    });
  }
  if (compared === 'missing') {
    return baseline === null && metric.budget !== null
      ? unmeasuredBudget(metric)
      : finding('metric_missing', { metric: name, ...(baseline === null ? {} : { baseline }) });
  }
  // A waived budget says that the figure is known and accepted: strict has nothing to add.
  if (strict && metric.status === compared && isNotComparable(compared)) {
    return finding('metric_not_comparable', {
      metric: name,
      status: compared,
      ...(reason === undefined ? {} : { reason }),
    });
  }
  return null;
}
