import { cell, type Paint, type Tone } from '@wasmgate/cli-kit';
import { comparisonArgs } from '@wasmgate/contracts/comparison-args';
import { comparisonText } from '@wasmgate/words';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import type { Comparison } from '@wasmgate/contracts/startup';
import { isFailing, type Status } from '../metric.ts';

/** What weighs most comes first. */
const order: readonly Status[] = ['regressed', 'basis_changed', 'unproven', 'improved', 'pass'];

/** The same-run comparison in a line: the metric that says most, with its interval; undefined when there is nothing to say. */
export function comparisonLine(
  { baseline, metrics, skipped }: Comparison,
  regression: RegressionJson,
  paint: Paint,
): string | undefined {
  const against = `against ${cell(baseline.artifact, 60)}: `;
  if (skipped !== undefined) return `${against}the same bytes, not compared by time`;
  const statusOf = (name: string) => regression.metrics.find((row) => row.name === name)?.status ?? 'pass';
  const [most] = metrics
    .map((metric) => ({ metric, status: statusOf(metric.name) }))
    .toSorted(
      (a, b) =>
        order.indexOf(a.status) - order.indexOf(b.status) ||
        Math.abs(Math.log(b.metric.ratio)) - Math.abs(Math.log(a.metric.ratio)),
    );
  if (most === undefined) return undefined;
  const { metric, status } = most;
  const tone: Tone = isFailing(status, regression.strict) ? 'bad' : status === 'unproven' ? 'warn' : 'good';
  return `${against}${cell(metric.name)} ${comparisonText(comparisonArgs(metric))} ${paint(tone, status)}`;
}
