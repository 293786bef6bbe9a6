import type { FindingWords } from '../finding-text.ts';
import { formatDelta, formatFigure } from '../format.ts';
import { explain } from './regression.ts';

const delta = (bytes: unknown): string => formatDelta(Number(bytes));

/** Words for sizes, and for budgets of size and startup alike. */
export const sizeFindings = {
  over_budget: {
    text: ({ metric, value, max }) =>
      `${String(metric)} is ${formatFigure(value)}, over its budget of ${String(max)}`,
    fix: ({ metric }, subject) =>
      `explain it: ${explain(metric)} (in subjects/${subject}); or change budgets.${String(metric)} in wasmgate.json, with a reason ("waive") if it is accepted`,
  },
  budget_waived: {
    text: ({ metric, value, max, waive }) =>
      `${String(metric)} is ${formatFigure(value)}, over its budget of ${String(max)}; waived: ${String(waive)}`,
    fix: ({ metric }) => `remove "waive" of budgets.${String(metric)} in wasmgate.json to gate it again`,
  },
  size_grew: {
    text: ({ delta_bytes, crate, crate_delta_bytes, function: name, function_delta_bytes, toolchain }) => {
      const grown = name === undefined ? '' : ` (function ${String(name)} ${delta(function_delta_bytes)})`;
      const where =
        crate === undefined
          ? 'none of it in functions'
          : `crate ${String(crate)} ${delta(crate_delta_bytes)}${grown}`;
      const tools =
        toolchain === 'changed' ? '; other tools made it, so part of that may come from them' : '';
      return `grew by ${delta(delta_bytes)}: ${where}${tools}`;
    },
    fix: (_args, subject) => `see what changed: npx wasm-size (in subjects/${subject})`,
  },
  crate_added: {
    text: ({ crate, bytes, instantiated_for_bytes, retained_bytes }) => {
      const retained = typeof retained_bytes === 'number' ? `, retained ${delta(retained_bytes)}` : '';
      return `new crate ${String(crate)} ${delta(bytes)} (instantiated for it ${delta(instantiated_for_bytes)}${retained})`;
    },
    fix: ({ crate }, subject) =>
      `see why it is there: npx wasm-size --why ${String(crate)} (in subjects/${subject})`,
  },
} as const satisfies Record<string, FindingWords>;
