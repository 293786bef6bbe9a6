import type { BudgetResult as GeneratedBudgetResult } from './generated/size.ts';
import type { Finding } from './finding.ts';
import type { WasmgateJson } from './generated/wasmgate.ts';

/** A budget and what was measured against it. */
export type BudgetResult = GeneratedBudgetResult;

/** Compares what was measured with the budgets that name it; metrics without a budget are passed over. */
export function checkBudgets(
  budgets: WasmgateJson['budgets'],
  measured: Readonly<Record<string, number | null | undefined>>,
): BudgetResult[] {
  const results: BudgetResult[] = [];
  for (const [metric, budget] of Object.entries(budgets ?? {})) {
    const value = measured[metric];
    if (typeof value !== 'number') continue;
    const { max, waive } = typeof budget === 'number' ? { max: budget, waive: undefined } : budget;
    if (value <= max) results.push({ metric, max, value, status: 'pass' });
    else if (waive === undefined) results.push({ metric, max, value, status: 'over_budget' });
    else results.push({ metric, max, value, status: 'waived', waive });
  }
  return results;
}

/** The finding that a budget result stands for; none when it passes. */
export function budgetFinding(result: BudgetResult): Finding | null {
  if (result.status === 'pass') return null;
  const { metric, max, value } = result;
  return result.status === 'over_budget'
    ? { code: 'over_budget', severity: 'violation', args: { metric, max, value } }
    : { code: 'budget_waived', severity: 'info', args: { metric, max, value, waive: result.waive ?? '' } };
}
