import { checkBudgets, judgeBudgets, type BudgetResult, type Budgets } from '@wasmgate/contracts/budget';
import { withFindings } from '@wasmgate/contracts/finding';
import { judgeComparison } from '@wasmgate/contracts/judge-comparison';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { comparedMetrics, startupFigures } from '@wasmgate/contracts/startup-figures';

/**
 * What was measured, with what the limits and the comparison make of it: what a bench by hand prints and exits by. The report that
 * a subject keeps says only what was measured; the gate decides by the same functions.
 */
export function concludeStartup(
  report: StartupJson,
  budgets: Budgets | undefined,
  isStrict: boolean,
): StartupJson {
  return withFindings(report, [
    ...judgeComparison(comparedMetrics(report), isStrict),
    ...judgeBudgets(budgets, startupFigures(report)),
  ]);
}

/** The budgets that name what was measured. */
export function startupBudgets(report: StartupJson, budgets: Budgets | undefined): BudgetResult[] {
  return checkBudgets(budgets, startupFigures(report));
}
