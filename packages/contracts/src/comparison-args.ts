import type { ArgsOf } from './codes.ts';
import type { Comparison } from './startup.ts';

/** A metric of a same-run comparison as the arguments of a finding: the change, its interval and the null's, %. */
export function comparisonArgs(metric: Comparison['metrics'][number]): ArgsOf<'startup_regressed'> {
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

/** A ratio as a change in percent, to a thousandth. */
function percent(ratio: number): number {
  return Math.round((ratio - 1) * 1e5) / 1e3;
}
