import type { BudgetResult } from '@wasmgate/contracts/budget';
import { metricOf } from '@wasmgate/contracts/metrics';
import { printable } from '@wasmgate/contracts/printable';

const marks = { pass: 'PASS', over_budget: 'FAIL', waived: 'waived' } as const satisfies Record<
  BudgetResult['status'],
  string
>;

/** A metric beside its budget: `wasm_size_raw_kb 78.8 of 300 kB PASS`. */
export function budgetText({ metric, value, max, status }: BudgetResult): string {
  const unit = metricOf(metric)?.unit ?? '';
  const limit = unit === '' ? `${max}` : `${max} ${unit}`;
  const figure = value.toLocaleString('en-US', { maximumFractionDigits: 4 });
  return `${printable(metric)} ${figure} of ${limit} ${marks[status]}`;
}
