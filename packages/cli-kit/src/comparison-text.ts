import type { Finding } from '@wasmgate/contracts/finding';
import type { Comparison } from '@wasmgate/contracts/startup';

type ComparedMetric = Comparison['metrics'][number];

/** A metric of a same-run comparison as arguments of a finding: the change, its interval and the null's, %. */
export function comparisonArgs(metric: ComparedMetric): Finding['args'] {
  const [low = 1, high = 1] = metric.interval;
  return {
    metric: metric.name,
    change_pct: percent(metric.ratio),
    low_pct: percent(low),
    high_pct: percent(high),
    rounds: metric.rounds,
    null_pct: metric.null?.half_width_pct ?? 0,
  };
}

/** Those arguments in words: `+6.1 % [+5.2, +7.0], 16 rounds, null +-0.4 %`. */
export function comparisonText(args: Finding['args']): string {
  const { change_pct, low_pct, high_pct, rounds, null_pct } = args;
  const interval = `[${signed(low_pct)}, ${signed(high_pct)}]`;
  return `${signed(change_pct)} % ${interval}, ${String(rounds)} rounds, null +-${Number(null_pct).toFixed(1)} %`;
}

/** A ratio as a change in percent, to a thousandth. */
function percent(ratio: number): number {
  return Math.round((ratio - 1) * 1e5) / 1e3;
}

function signed(pct: Finding['args'][string] | undefined): string {
  const text = Number(pct).toFixed(1);
  return Number(text) > 0 ? `+${text}` : text;
}
