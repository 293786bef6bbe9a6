import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import { cell, renderTable, type Paint, type Screen, type Tone } from '@wasmgate/cli-kit';
import type { EngineName } from '@wasmgate/contracts/engine';
import { comparisonArgs } from '@wasmgate/contracts/comparison-args';
import { printable } from '@wasmgate/contracts/printable';
import { changeText, comparisonText, formatMs, signedPercent } from '@wasmgate/words';
import type { Comparison } from '@wasmgate/contracts/startup';
import { blockRow } from './block-row.ts';

type Metric = Comparison['metrics'][number];

const tones = {
  regressed: 'bad',
  improved: 'good',
  pass: 'good',
  unproven: 'warn',
  identical: 'good',
} as const satisfies Record<Comparison['verdict'], Tone>;

/** What the names of the gated metrics stand for. */
const ofWasmtime: Readonly<Record<string, string>> = Object.fromEntries(
  ALLOCATORS.flatMap(({ name, infix }) => [
    [`wasm_cold_aot${infix}_ms`, `cold, ${name}`],
    [`wasm_instantiation_warm${infix}_ms`, `warm, ${name}`],
  ]),
);
const words: Readonly<Record<EngineName, Readonly<Record<string, string>>>> = {
  wasmtime: ofWasmtime,
  v8: { wasm_instantiation_cold_ms: 'cold', wasm_instantiation_warm_ms: 'warm' },
  off: {},
};
const coldStarts = { wasmtime: 'cold: from .cwasm', v8: 'cold: compiled anew', off: '' } as const;

const reasons = {
  null_moved: 'the baseline differed from itself',
  too_noisy: 'too noisy to find 10 %',
  not_repeated: 'looked changed once, not twice',
} as const satisfies Record<NonNullable<Metric['reason']>, string>;

/** The comparison for a reader, in 80 columns: a metric a line, a picture of each, what is unsaid, the verdict. */
export function renderComparison(
  comparison: Comparison,
  engine: EngineName,
  { paint, columns }: Screen,
): string {
  const { head, baseline, verdict, metrics, rounds, skipped } = comparison;
  const nameOf = ({ name }: Metric): string => words[engine][name] ?? cell(name);
  const title = `${printable(head.artifact)} against ${printable(baseline.artifact)}: ${paint(tones[verdict], verdict)}`;
  if (skipped !== undefined) return `${title}\n${paint('dim', 'the same bytes: nothing to measure')}`;
  const table = renderTable(
    [
      { head: '' },
      { head: 'before', align: 'right' },
      { head: 'after', align: 'right' },
      { head: 'change, at once 95 %' },
      { head: 'least', align: 'right' },
      { head: '' },
    ],
    metrics.map((metric) => [
      nameOf(metric),
      formatMs(metric.baseline_ms ?? 0),
      formatMs(metric.head_ms ?? 0),
      changeText(comparisonArgs(metric)),
      `${(metric.least_change_pct ?? 0).toFixed(1)} %`,
      paint(tones[metric.status], metric.status),
    ]),
    columns,
  );
  const told = `least: what is smaller fails nothing; ${coldStarts[engine]}; ${rounds} processes each`;
  const reasoned = metrics.flatMap((metric) =>
    metric.reason === undefined ? [] : [`${nameOf(metric)}: ${reasons[metric.reason]}`],
  );
  return [
    title,
    table,
    pictures(comparison, nameOf, columns),
    ...[told, ...reasoned].map((line) => paint('dim', line)),
    verdictLine(comparison, nameOf, paint),
  ].join('\n');
}

type NameOf = (metric: Metric) => string;

const PICTURE_WIDTH = 20;

/** What each process said of a metric, and of the baseline against itself, on one axis. */
function pictures({ metrics, runs }: Comparison, nameOf: NameOf, columns: number | null): string {
  return renderTable(
    [
      { head: 'in each process' },
      { head: 'before, again' },
      { head: 'after' },
      { head: 'change from .. to', align: 'right' },
    ],
    metrics.map((metric) => {
      const figures = runs.flatMap(({ attempt, metrics: all }) => {
        const figure = all[metric.name];
        return figure === undefined ? [] : [{ attempt, ...figure }];
      });
      // Of the measuring that decided.
      const last = figures.filter(({ attempt }) => attempt === metric.earlier.length + 1);
      const [nothing, change] = [last.map((one) => one.null_ratio), last.map((one) => one.ratio)];
      const [low, high] = [Math.min(...nothing, ...change), Math.max(...nothing, ...change)];
      const axis = { low, high, width: PICTURE_WIDTH };
      const range = [low, high].map((ratio) => signedPercent((ratio - 1) * 100)).join(' .. ');
      return [nameOf(metric), blockRow(nothing, axis), blockRow(change, axis), `${range} %`];
    }),
    columns,
  );
}

/** The verdict in a line, with the metric that stands for it: the one that changed most. */
function verdictLine({ verdict, metrics }: Comparison, nameOf: NameOf, paint: Paint): string {
  const weight = (metric: Metric) =>
    (metric.status === verdict ? 1000 : 0) + Math.abs(Math.log(metric.ratio));
  const [most] = metrics.toSorted((a, b) => weight(b) - weight(a));
  if (most === undefined) return '';
  return paint(tones[verdict], `${verdict}: ${nameOf(most)} ${comparisonText(comparisonArgs(most))}`);
}
