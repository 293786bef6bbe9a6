import type { FindingWords } from '../finding-text.ts';
import { formatFigure } from '../format.ts';

/** Words for budgets, of size and startup alike. */
export const sizeFindings = {
  over_budget: {
    text: ({ metric, value, max }) =>
      `${String(metric)} is ${formatFigure(value)}, over its budget of ${String(max)}`,
    fix: ({ metric }, subject) =>
      `explain it: npx ${String(metric).endsWith('_ms') ? 'wasm-startup-bench' : 'wasm-size'} (in subjects/${subject}); or change budgets.${String(metric)} in wasmgate.json, with a reason ("waive") if it is accepted`,
  },
  budget_waived: {
    text: ({ metric, value, max, waive }) =>
      `${String(metric)} is ${formatFigure(value)}, over its budget of ${String(max)}; waived: ${String(waive)}`,
    fix: ({ metric }) => `remove "waive" of budgets.${String(metric)} in wasmgate.json to gate it again`,
  },
} as const satisfies Record<string, FindingWords>;
