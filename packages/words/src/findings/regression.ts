import { acceptCommand } from '@wasmgate/contracts/commands';
import { explain } from '../explain.ts';
import { formatFigure, formatPct } from '../format.ts';
import { reasons } from '../row-note.ts';
import type { SomeWords } from '../words-of.ts';

const accept = (metric: string, subject: string, basis?: string): string =>
  acceptCommand({ metric, subject, basis });

/** Who reads of a set's figure is seldom on the machine that measured it. */
const elsewhere = (basis: string | undefined): string =>
  basis === undefined ? '' : ' (elsewhere: --reports DIR, with the reports of that run)';

/** Words for what wasm-regression-compare finds. */
export const regressionWords = {
  metric_regressed: {
    text: ({ metric, value, baseline, delta_pct, tolerance_pct, basis }) => {
      const change = delta_pct === undefined ? '' : ` (${formatPct(delta_pct)})`;
      const set = basis === undefined ? '' : ` under ${basis}`;
      return `${metric} is ${formatFigure(value)}, worse than the accepted ${formatFigure(baseline)}${set}${change}; ${tolerance_pct} % is tolerated`;
    },
    fix: ({ metric, basis }, subject) =>
      `explain it: ${explain(metric)} (in the folder of ${subject}); accept it: ${accept(metric, subject, basis)}${elsewhere(basis)}`,
  },
  metric_differs: {
    text: ({ metric, value, baseline }) => `${metric} is ${value}; ${baseline} was accepted`,
    fix: ({ metric }, subject) =>
      `explain it: ${explain(metric)} (in the folder of ${subject}); accept it: ${accept(metric, subject)}`,
  },
  metric_missing: {
    text: ({ metric, baseline }) =>
      `${metric} stands in the baseline${baseline === undefined ? '' : ` (${baseline})`}, but was not measured`,
    fix: ({ metric, basis }, subject) =>
      `find out why it is no longer measured; or drop it from the baseline: ${accept(metric, subject, basis)}${elsewhere(basis)}`,
  },
  metric_not_comparable: {
    text: ({ metric, status, reason }) =>
      `${metric} cannot be compared (${status}${reason === undefined ? '' : `: ${reasons[reason]}`}), and --strict demands it`,
    fix: ({ metric, status }, subject) => {
      const beside = status === 'basis_changed' ? ' (beside what is accepted: --basis NAME)' : '';
      return `accept it with this toolchain and machine: ${accept(metric, subject)}${beside}; or run without --strict`;
    },
  },
  budget_unmeasured: {
    text: ({ metric, max }) =>
      `budgets.${metric} (${max}) names a metric that nothing measured: it would gate nothing`,
    fix: ({ metric }, subject) =>
      `correct or remove budgets.${metric} in the wasmgate.json of ${subject}; the names are those of the table`,
  },
  policy_unmatched: {
    text: ({ metric }) => `policy.${metric} names a metric that nobody knows: it would gate nothing`,
    fix: ({ metric }, subject) =>
      `correct or remove policy.${metric} in the wasmgate.json of ${subject}; the names are those of the table`,
  },
  tolerance_absurd: {
    text: ({ metric, tolerance_pct }) =>
      `${metric === undefined ? 'the threshold' : `policy.${metric}`} of ${tolerance_pct} % lets a metric more than double: it gates nothing`,
    fix: ({ metric }, subject) =>
      metric === undefined
        ? 'give how much worse a metric may be, such as 10'
        : `correct policy.${metric} in the wasmgate.json of ${subject}`,
  },
  nothing_gated: {
    text: () =>
      'NOTHING IS GATED: no accepted figure to compare with, no budget, no excluded feature: this cannot fail',
    fix: (_args, subject) =>
      `accept what was measured: ${acceptCommand({ subject })}; set budgets in the wasmgate.json of ${subject}`,
  },
  baseline_absent: {
    text: () => 'nothing was accepted for this subject yet: every metric is new, and only budgets gate',
    fix: (_args, subject) => `accept what was measured: ${acceptCommand({ subject })}`,
  },
} satisfies SomeWords;
