import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import { cell, renderTable, type Paint, type Tone } from '@wasmgate/cli-kit';
import { comparisonArgs } from '@wasmgate/contracts/comparison-args';
import { printable } from '@wasmgate/contracts/printable';
import { comparisonText, formatMs } from '@wasmgate/words';
import type { Comparison } from '@wasmgate/contracts/startup';

type Metric = Comparison['metrics'][number];

const tones = {
  regressed: 'bad',
  improved: 'good',
  pass: 'good',
  unproven: 'warn',
  identical: 'good',
} as const satisfies Record<Comparison['verdict'], Tone>;

/** What the names of the gated metrics stand for. */
const words: Readonly<Record<string, string>> = Object.fromEntries(
  ALLOCATORS.flatMap(({ name, infix }) => [
    [`wasm_cold_aot${infix}_ms`, `cold from .cwasm, ${name}`],
    [`wasm_instantiation_warm${infix}_ms`, `warm instantiate, ${name}`],
  ]),
);

const reasons = {
  null_moved: 'the baseline differed from itself',
  disturbed: 'too many disturbed processes',
  too_noisy: 'too noisy to find 10 %',
  not_repeated: 'looked changed once, not twice',
} as const satisfies Record<NonNullable<Metric['reason']>, string>;

/** The comparison for a reader: a metric a line, then what it was made from, then the verdict. */
export function renderComparison(comparison: Comparison, paint: Paint): string {
  const { head, baseline, verdict, metrics, processes, skipped } = comparison;
  const title = `${printable(head.artifact)} against ${printable(baseline.artifact)}: ${paint(tones[verdict], verdict)}`;
  if (skipped !== undefined) return `${title}\n${paint('dim', 'the same bytes: nothing to measure')}`;
  const table = renderTable(
    [
      { head: '' },
      { head: 'baseline', align: 'right' },
      { head: 'head', align: 'right' },
      { head: 'change, all intervals at once 95 %' },
      { head: '' },
    ],
    metrics.map((metric) => [
      cell(words[metric.name] ?? metric.name),
      formatMs(metric.baseline_ms ?? 0),
      formatMs(metric.head_ms ?? 0),
      comparisonText(comparisonArgs(metric)),
      paint(tones[metric.status], metric.status) +
        (metric.reason === undefined ? '' : paint('dim', ` · ${reasons[metric.reason]}`)),
    ]),
  );
  const { measured, replaced, disturbed } = processes;
  const counts = `${measured} processes, ${disturbed} of them disturbed, ${replaced} more replaced`;
  const lines = [
    title,
    table,
    paint('dim', counts),
    ...metrics.flatMap(modesText),
    verdictLine(comparison, paint),
  ];
  return lines.join('\n');
}

/** The verdict in a line, with the metric that stands for it: the one that changed most. */
function verdictLine({ verdict, metrics }: Comparison, paint: Paint): string {
  const weight = (metric: Metric) =>
    (metric.status === verdict ? 1000 : 0) + Math.abs(Math.log(metric.ratio));
  const [most] = metrics.toSorted((a, b) => weight(b) - weight(a));
  if (most === undefined) return '';
  const what = words[most.name] ?? cell(most.name);
  return paint(tones[verdict], `${verdict}: ${what} ${comparisonText(comparisonArgs(most))}`);
}

/** Two ways to start are shown as two: their middle is a time that never occurs. */
function modesText({ name, head_modes, baseline_modes }: Metric): string[] {
  const one = (who: string, modes: Metric['head_modes']): string[] =>
    modes.length < 2
      ? []
      : [
          `${who} has two modes in ${words[name] ?? cell(name)}: ${modes
            .map((mode) => `${formatMs(mode.p50_ms)} (${mode.processes} processes)`)
            .join(' and ')}`,
        ];
  return [...one('head', head_modes), ...one('baseline', baseline_modes)];
}
