import { comparisonArgs } from '@wasmgate/cli-kit';
import { budgetFinding } from '@wasmgate/contracts/budget';
import { metricOf } from '@wasmgate/contracts/metrics';
import type { Finding } from '@wasmgate/contracts/finding';
import { statusWeight, type Metric, type Status } from './metric.ts';
import type { BudgetedMetric } from './subject/apply-budgets.ts';
import type { SameRun } from './subject/same-run.ts';

/** Everything that one metric gives rise to: it can have regressed and be over its budget as well. */
export function metricFindings(
  { metric, compared, result }: BudgetedMetric,
  strict: boolean,
  sameRun: SameRun | null = null,
): Finding[] {
  const findings = [comparisonFinding(metric, compared, strict, sameRun), result && budgetFinding(result)];
  if (metric.status === 'missing' && compared !== 'missing') findings.push(unmeasuredBudget(metric));
  return findings.filter((finding) => finding !== null);
}

function unmeasuredBudget({ name, budget }: Metric): Finding {
  return { code: 'budget_unmeasured', severity: 'violation', args: { metric: name, max: budget ?? 0 } };
}

function comparisonFinding(
  metric: Metric,
  compared: Status,
  strict: boolean,
  sameRun: SameRun | null,
): Finding | null {
  const { name, kind, value, baseline, delta_pct, tolerance_pct, note } = metric;
  const violation = (code: string, args: Finding['args']): Finding => ({
    code,
    severity: 'violation',
    args: { metric: name, ...args },
  });
  if (compared === 'regressed' && kind === 'identity') {
    return violation('metric_differs', { value: String(value), baseline: String(baseline) });
  }
  const timed = kind === 'timed' ? sameRun?.metrics.get(name) : undefined;
  if (compared === 'regressed' && kind === 'timed' && metricOf(name)?.judgedWith !== undefined) return null;
  if (compared === 'regressed' && timed !== undefined) {
    return { code: 'startup_regressed', severity: 'violation', args: comparisonArgs(timed) };
  }
  if (compared === 'regressed') {
    return violation('metric_regressed', {
      value: Number(value),
      baseline: Number(baseline),
      tolerance_pct: tolerance_pct ?? 0,
      ...(delta_pct === null ? {} : { delta_pct }),
    });
  }
  if (compared === 'missing') {
    return baseline === null && metric.budget !== null
      ? unmeasuredBudget(metric)
      : violation('metric_missing', baseline === null ? {} : { baseline });
  }
  // A waived budget says that the figure is known and accepted: strict has nothing to add.
  if (strict && metric.status === compared && statusWeight[compared] === 'not_comparable') {
    return violation('metric_not_comparable', { status: compared, ...(note === undefined ? {} : { note }) });
  }
  return null;
}
