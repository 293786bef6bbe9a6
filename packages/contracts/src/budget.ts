import type { BudgetResult as GeneratedBudgetResult } from './generated/size.ts';
import { finding, type FindingOf } from './finding.ts';
import type { WasmgateJson } from './generated/wasmgate.ts';

/** A budget and what was measured against it. */
export type BudgetResult = GeneratedBudgetResult;

/** Absolute limits, per metric. */
export type Budgets = NonNullable<WasmgateJson['budgets']>;

/** The limit of a budget, and the reason that waives it. */
export function budgetLimit(budget: NonNullable<Budgets[string]>): { max: number; waive?: string } {
  return typeof budget === 'number' ? { max: budget } : budget;
}

/** Compares what was measured with the budgets that name it; metrics without a budget are passed over. */
export function checkBudgets(
  budgets: Budgets | undefined,
  measured: Readonly<Record<string, number | null | undefined>>,
): BudgetResult[] {
  const results: BudgetResult[] = [];
  for (const [metric, budget] of Object.entries(budgets ?? {})) {
    const value = Object.hasOwn(measured, metric) ? measured[metric] : undefined;
    if (typeof value !== 'number' || budget === undefined) continue;
    const { max, waive } = budgetLimit(budget);
    if (value <= max) results.push({ metric, max, value, status: 'pass' });
    else if (waive === undefined) results.push({ metric, max, value, status: 'over_budget' });
    else results.push({ metric, max, value, status: 'waived', waive });
  }
  return results;
}

/** The finding that a budget result stands for; none when it passes. */
export function budgetFinding(
  result: BudgetResult,
): FindingOf<'over_budget'> | FindingOf<'budget_waived'> | null {
  if (result.status === 'pass') return null;
  const { metric, max, value } = result;
  return result.status === 'over_budget'
    ? finding('over_budget', { metric, max, value })
    : finding('budget_waived', { metric, max, value, waive: result.waive ?? '' });
}
