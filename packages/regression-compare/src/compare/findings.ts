import { budgetFinding } from '@wasmgate/contracts/budget';
import { finding, type FindingIn, type FindingOf } from '@wasmgate/contracts/finding';
import { judgeComparison, type ComparedMetric } from '@wasmgate/contracts/judge-comparison';
import { metricOf } from '@wasmgate/contracts/metrics';
import { isNotComparable, type Metric, type Status } from '../metric.ts';
import type { BudgetedMetric } from './subject/apply-budgets.ts';

/** Everything that the rows give rise to: a metric can have regressed and be over its budget as well. */
export function findingsOf(rows: readonly BudgetedMetric[], strict: boolean): FindingIn<'regression'>[] {
  return [...rows.flatMap((row) => metricFindings(row, strict)), ...sameRunFindings(rows, strict)];
}

function metricFindings({ metric, compared, result }: BudgetedMetric, strict: boolean) {
  const findings = [comparisonFinding(metric, compared, strict), result && budgetFinding(result)];
  if (metric.status === 'missing' && compared !== 'missing') findings.push(unmeasuredBudget(metric));
  return findings.filter((found) => found !== null);
}

/** What was compared in the same run is judged there; a metric that another one stands for is not judged twice. */
function sameRunFindings(rows: readonly BudgetedMetric[], strict: boolean): FindingIn<'regression'>[] {
  const metrics = rows.flatMap(({ metric, compared }): ComparedMetric[] => {
    const { name, reason, same_run: figures } = metric;
    if (figures === undefined || metricOf(name)?.judgedWith !== undefined) return [];
    // A waived budget says that the figure is known and accepted: that it is unproven adds nothing.
    if (compared === 'unproven' && metric.status !== compared) return [];
    return [{ name, status: compared, reason, figures }];
  });
  return judgeComparison(metrics, strict);
}

function unmeasuredBudget({ name, budget }: Metric): FindingOf<'budget_unmeasured'> {
  return finding('budget_unmeasured', { metric: name, max: budget ?? 0 });
}

function comparisonFinding(
  metric: Metric,
  compared: Status,
  strict: boolean,
): FindingIn<'regression'> | null {
  const { name, kind, value, baseline, delta_pct, tolerance_pct, reason, same_run, baseline_set } = metric;
  const set = baseline_set === undefined ? {} : { basis: baseline_set };
  if (same_run !== undefined && (compared === 'regressed' || compared === 'unproven')) return null;
  if (compared === 'regressed' && kind === 'identity') {
    return finding('metric_differs', { metric: name, value: String(value), baseline: String(baseline) });
  }
  if (compared === 'regressed') {
    return finding('metric_regressed', {
      metric: name,
      value: Number(value),
      baseline: Number(baseline),
      tolerance_pct: tolerance_pct ?? 0,
      ...(delta_pct === null ? {} : { delta_pct }),
      ...set,
    });
  }
  if (compared === 'missing') {
    return baseline === null && metric.budget !== null
      ? unmeasuredBudget(metric)
      : finding('metric_missing', { metric: name, ...(baseline === null ? {} : { baseline }), ...set });
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
