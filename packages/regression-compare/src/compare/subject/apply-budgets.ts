import { budgetLimit, checkBudgets, type BudgetResult, type Budgets } from '@wasmgate/contracts/budget';
import { metricOf } from '@wasmgate/contracts/metrics';
import { metricRow, statusWeight, type Metric, type Status } from '../../metric.ts';

/** A row, what the baseline alone made of it, and what its budget says. */
export interface BudgetedMetric {
  readonly metric: Metric;
  readonly compared: Status;
  /** Null: no budget names it, or nothing measured it. */
  readonly result: BudgetResult | null;
}

/**
 * Lays the budgets over the compared rows, whichever tool measured them. A budget whose metric nothing measured
 * becomes a `missing` row: it must not pass silently.
 */
export function applyBudgets(rows: readonly Metric[], budgets: Budgets = {}): BudgetedMetric[] {
  const figures = rows.filter(({ value }) => typeof value === 'number');
  const results = new Map(
    checkBudgets(budgets, Object.fromEntries(figures.map(({ name, value }) => [name, Number(value)]))).map(
      (result) => [result.metric, result],
    ),
  );
  const names = new Set(rows.map(({ name }) => name));
  const unmeasured = Object.keys(budgets)
    .filter((name) => !names.has(name))
    .map((name) => metricRow(name, metricOf(name)?.kind ?? 'exact', 'missing'));
  return [...rows, ...unmeasured].map((row) => {
    const budget = Object.hasOwn(budgets, row.name) ? budgets[row.name] : undefined;
    if (budget === undefined) return { metric: row, compared: row.status, result: null };
    const { max, waive } = budgetLimit(budget);
    const result = results.get(row.name) ?? null;
    const status = result === null ? 'missing' : judged(row.status, result);
    const reason = result === null ? ({ reason: 'budget_unmeasured' } as const) : {};
    const waiver = waive === undefined ? {} : { waive };
    return { metric: { ...row, ...reason, ...waiver, status, budget: max }, compared: row.status, result };
  });
}

/** A waiver waives the budget alone: what regressed besides still fails. */
function judged(compared: Status, { status }: BudgetResult): Status {
  if (status === 'pass') return compared;
  if (status === 'over_budget') return 'over_budget';
  return statusWeight[compared] === 'failed' ? compared : 'waived';
}
