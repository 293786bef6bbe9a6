import { cell, renderTable, type Paint, type Screen, type Tone } from '@wasmgate/cli-kit';
import { findingFix, findingText, formatPct, rowNote } from '@wasmgate/words';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import { isFailing, statusWeight, type Metric, type Status } from './metric.ts';
import { verdictLine } from './summarize.ts';

const columns = [
  { head: 'metric' },
  { head: 'accepted', align: 'right' },
  { head: 'measured', align: 'right' },
  { head: 'change', align: 'right' },
  { head: 'allowed', align: 'right' },
  { head: 'budget', align: 'right' },
  { head: 'status', long: 'wrap' },
] as const;

/** One table, failing metrics first; then what is merely listed, each failure with its way out, and the verdict. */
export function renderRegression(report: RegressionJson, { paint, columns: width }: Screen): string {
  const { metrics, strict, findings, subject, verdict, counts } = report;
  const rows = metrics.filter((metric) => !isListed(metric)).toSorted((a, b) => order(a) - order(b));
  const blocks: string[] = [];
  if (rows.length > 0) {
    blocks.push(
      renderTable(
        columns,
        rows.map((row) => metricCells(row, strict, paint)),
        width,
      ),
    );
  }
  const listed = metrics.filter(isListed).map(({ name, status }) => `${cell(name)} (${status})`);
  if (listed.length > 0) blocks.push(paint('dim', `  listed, not compared: ${listed.join(', ')}`));
  const shown = findings.filter(({ severity }) => severity !== 'info');
  if (shown.length > 0) blocks.push(shown.map((finding) => findingLines(finding, subject, paint)).join('\n'));
  const tone = verdict === 'pass' ? 'good' : 'bad';
  blocks.push(paint(tone, verdictLine(verdict, counts)));
  return blocks.join('\n\n');
}

function findingLines(
  finding: RegressionJson['findings'][number],
  subject: string | null,
  paint: Paint,
): string {
  const tone = finding.severity === 'violation' ? 'bad' : 'warn';
  const text = paint(tone, findingText(finding));
  // A flat file belongs to no subject: there is no command that would accept its figures.
  return subject === null ? text : `${text}\n  fix: ${findingFix(finding, subject)}`;
}

function isListed({ status }: Metric): boolean {
  return status === 'uncompared' || status === 'unmeasured';
}

/** Failing first, then what could not be compared, then the rest; within each as they were measured. */
function order({ status }: Metric): number {
  const weights = ['failed', 'not_comparable', 'gated', 'listed'];
  return weights.indexOf(status === 'waived' ? 'not_comparable' : statusWeight[status]);
}

function metricCells(metric: Metric, strict: boolean, paint: Paint): string[] {
  const { name, value, baseline, delta_pct, tolerance_pct, budget, status, waive } = metric;
  const words = [status as string];
  if (waive !== undefined && status === 'waived') words.push(cell(waive, 100));
  const note = rowNote(metric);
  if (note !== '') words.push(cell(note, 100));
  const tone = toneOf(status, strict);
  return [
    cell(name),
    figure(baseline),
    figure(value),
    delta_pct === null ? '' : formatPct(delta_pct),
    tolerance_pct === null ? '' : `${tolerance_pct} %`,
    figure(budget),
    paint(tone, words[0] ?? '') +
      paint(
        'dim',
        words
          .slice(1)
          .map((word) => ` · ${word}`)
          .join(''),
      ),
  ];
}

function toneOf(status: Status, strict: boolean): Tone {
  if (isFailing(status, strict)) return 'bad';
  if (status === 'waived' || statusWeight[status] === 'not_comparable') return 'warn';
  return status === 'improved' ? 'good' : 'dim';
}

/** A figure as people read it: separators, at most four significant decimals. */
function figure(value: number | string | null): string {
  if (value === null) return '-';
  if (typeof value === 'string') return cell(value, 24);
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 1 ? 4 : 1 });
}
