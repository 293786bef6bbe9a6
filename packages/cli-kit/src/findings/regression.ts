import { metricOf } from '@wasmgate/contracts/metrics';
import type { FindingWords } from '../finding-text.ts';
import { formatFigure, formatPct } from '../format.ts';

/** A word for a shell: names of metrics can come from a hostile module's exports. */
function shellWord(text: string): string {
  return /^[\w.:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const accept = (metric: unknown, subject: string) =>
  `npm run baseline -- --accept ${shellWord(String(metric))} --subject ${shellWord(subject)}`;

/** The tool that says where a metric comes from. */
export function explain(metric: unknown): string {
  const tool = metricOf(String(metric))?.explainedBy ?? 'wasm-size';
  return tool === 'build.json' ? 'see target/wasm-bench/build.json' : `npx ${tool}`;
}

/** Words for what regression is about. */
export const regressionFindings = {
  metric_regressed: {
    text: ({ metric, value, baseline, delta_pct, tolerance_pct }) => {
      const change = typeof delta_pct === 'number' ? ` (${formatPct(delta_pct)})` : '';
      return `${String(metric)} is ${formatFigure(value)}, worse than the accepted ${formatFigure(baseline)}${change}; ${String(tolerance_pct)} % is tolerated`;
    },
    fix: ({ metric }, subject) =>
      `explain it: ${explain(metric)} (in subjects/${subject}); accept it: ${accept(metric, subject)}`,
  },
  metric_differs: {
    text: ({ metric, value, baseline }) =>
      `${String(metric)} is ${String(value)}; ${String(baseline)} was accepted`,
    fix: ({ metric }, subject) =>
      `explain it: ${explain(metric)} (in subjects/${subject}); accept it: ${accept(metric, subject)}`,
  },
  metric_missing: {
    text: ({ metric, baseline }) =>
      baseline === undefined
        ? `${String(metric)} stands in the baseline, but was not measured`
        : `${String(metric)} stands in the baseline (${String(baseline)}), but was not measured`,
    fix: ({ metric }, subject) =>
      `find out why it is no longer measured; or drop it from the baseline: ${accept(metric, subject)}`,
  },
  metric_not_comparable: {
    text: ({ metric, status, note }) =>
      `${String(metric)} cannot be compared (${String(status)}${note === undefined ? '' : `: ${String(note)}`}), and --strict demands it`,
    fix: ({ metric }, subject) =>
      `accept it with this toolchain and machine: ${accept(metric, subject)}; or run without --strict`,
  },
  budget_unmeasured: {
    text: ({ metric, max }) =>
      `budgets.${String(metric)} (${String(max)}) names a metric that nothing measured: it would gate nothing`,
    fix: ({ metric }, subject) =>
      `correct or remove budgets.${String(metric)} in subjects/${subject}/wasmgate.json; the names are those of the table`,
  },
  policy_unmatched: {
    text: ({ metric }) => `policy.${String(metric)} names a metric that nobody knows: it would gate nothing`,
    fix: ({ metric }, subject) =>
      `correct or remove policy.${String(metric)} in subjects/${subject}/wasmgate.json; the names are those of the table`,
  },
  baseline_absent: {
    text: () => 'nothing was accepted for this subject yet: every metric is new, and only budgets gate',
    fix: (_args, subject) =>
      `accept what was measured: npm run baseline -- --accept --subject ${shellWord(subject)}`,
  },
} as const satisfies Record<string, FindingWords>;
