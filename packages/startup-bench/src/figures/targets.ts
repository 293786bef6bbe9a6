import type { BudgetResult } from '@wasmgate/contracts/budget';
import type { StartupJson } from '@wasmgate/contracts/startup';

type Targets = StartupJson['targets'];

/** The headline figures, ms; null: not measured. */
export interface Headline {
  readonly cold_start_ms: number | null;
  readonly cold_aot_ms: number | null;
  readonly warm_p50_ms: number | null;
}

/** The headline figures by the name of their metric in baseline.json and budgets. */
export function timedMetrics(headline: Headline): Record<string, number | null> {
  return {
    wasm_instantiation_cold_ms: headline.cold_start_ms,
    wasm_cold_aot_ms: headline.cold_aot_ms,
    wasm_instantiation_warm_ms: headline.warm_p50_ms,
  };
}

/**
 * clawft's targets (NFR-03, NFR-04), always printed. They gate nothing by themselves: budgets do, and a budget that a
 * reason waives makes its target WAIVED.
 */
export function targetsOf(headline: Headline, budgets: readonly BudgetResult[]): Targets {
  const target = (metric: string, value: number | null, limit: number): Targets['warm_p50_under_1ms'] => {
    if (value === null) return 'UNMEASURED';
    if (value < limit) return 'PASS';
    const isWaived = budgets.some((budget) => budget.metric === metric && budget.status === 'waived');
    return isWaived ? 'WAIVED' : 'FAIL';
  };
  return {
    cold_start_under_5ms: target('wasm_instantiation_cold_ms', headline.cold_start_ms, 5),
    cold_aot_under_5ms: target('wasm_cold_aot_ms', headline.cold_aot_ms, 5),
    warm_p50_under_1ms: target('wasm_instantiation_warm_ms', headline.warm_p50_ms, 1),
  };
}
