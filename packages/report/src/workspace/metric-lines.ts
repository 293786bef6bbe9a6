import { metricOf } from '@wasmgate/contracts/metrics';
import type { Accepted } from './git-history.ts';

/** A metric over the commits that changed it. */
export interface MetricLine {
  readonly metric: string;
  readonly points: readonly { readonly day: string; readonly commit: string; readonly value: number }[];
}

/** A line for each metric of a subject that ever had a figure, by name; a figure that stayed is no point of it. */
export function metricLines(history: readonly Accepted[], subject: string): MetricLine[] {
  const lines = new Map<string, { day: string; commit: string; value: number }[]>();
  for (const { day, commit, baseline } of history) {
    const { exact = {}, ...rest } = baseline.subjects[subject] ?? {};
    const figures = {
      ...rest,
      ...Object.fromEntries(Object.entries(exact).map(([name, one]) => [name, one.value])),
    };
    for (const [metric, value] of Object.entries(figures)) {
      if (typeof value !== 'number' || metricOf(metric) === undefined) continue;
      const points = lines.get(metric) ?? [];
      lines.set(metric, points);
      if (points.at(-1)?.value !== value) points.push({ day, commit, value });
    }
  }
  return [...lines]
    .map(([metric, points]) => ({ metric, points }))
    .toSorted((a, b) => a.metric.localeCompare(b.metric));
}
