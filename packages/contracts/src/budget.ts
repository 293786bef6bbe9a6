import { finding, type FindingOf } from './finding.ts';
import type { WasmgateJson } from './generated/wasmgate.ts';
import { shownFigure } from './metrics.ts';

/** Absolute limits, per metric. */
export type Budgets = NonNullable<WasmgateJson['budgets']>;

/** A budget and what was measured against it. */
export interface BudgetResult {
  readonly metric: string;
  /** In the metric's own unit. */
  readonly max: number;
  /** The figure as tools show it. */
  readonly value: number;
  /** waived: over the budget, and a line with a reason waives it. */
  readonly status: 'pass' | 'over_budget' | 'waived';
  /** The reason of the waiver. */
  readonly waive?: string;
}

/** The limit of a budget, and the reason that waives it. */
export function budgetLimit(budget: NonNullable<Budgets[string]>): { max: number; waive?: string } {
  return typeof budget === 'number' ? { max: budget } : budget;
}

/** Holds the figures that were measured against the budgets that name them; what has no budget is passed over. */
export function checkBudgets(
  budgets: Budgets | undefined,
  measured: Readonly<Record<string, number | null | undefined>>,
): BudgetResult[] {
  return Object.entries(budgets ?? {}).flatMap(([metric, budget]): BudgetResult[] => {
    const figure = Object.hasOwn(measured, metric) ? measured[metric] : undefined;
    if (typeof figure !== 'number' || budget === undefined) return [];
    const { max, waive } = budgetLimit(budget);
    const value = shownFigure(metric, figure);
    if (value <= max) return [{ metric, max, value, status: 'pass' }];
    return waive === undefined
      ? [{ metric, max, value, status: 'over_budget' }]
      : [{ metric, max, value, status: 'waived', waive }];
  });
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

/** What budgets make of what was measured. */
export function judgeBudgets(
  budgets: Budgets | undefined,
  measured: Readonly<Record<string, number | null | undefined>>,
): (FindingOf<'over_budget'> | FindingOf<'budget_waived'>)[] {
  return checkBudgets(budgets, measured).flatMap((result) => budgetFinding(result) ?? []);
}
