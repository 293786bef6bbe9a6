import { cell, renderTable, type Paint, type Screen, type Tone } from '@wasmgate/cli-kit';
import { findingFix, findingText, formatPct, rowNote } from '@wasmgate/words';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import { isFailing, statusWeight, type Metric, type Status } from './metric.ts';
import { verdictLine } from './summarize.ts';

const columns = [
  { head: 'metric', long: 'above' },
  { head: 'accepted', align: 'right' },
  { head: 'measured', align: 'right' },
  { head: 'change', align: 'right' },
  { head: 'allowed,\nbudget', align: 'right' },
  { head: 'status' },
] as const;

/** One table, failing metrics first; then what is merely listed, each failure with its way out, and the verdict. */
export function renderRegression(report: RegressionJson, { paint, columns: width }: Screen): string {
  const { metrics, strict, findings, subject, verdict, counts } = report;
  const compared = metrics.filter((metric) => !isListed(metric)).toSorted((a, b) => order(a) - order(b));
  const rows = compared.filter((metric) => !isSameWord(metric));
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
  const notes = notesOf(rows);
  if (notes.length > 0) blocks.push(paint('dim', notes.join('\n')));
  const same = compared.filter(isSameWord).map(({ name, value }) => `${cell(name)} ${figure(value)}`);
  if (same.length > 0) blocks.push(paint('dim', `  as accepted: ${same.join(', ')}`));
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

/** An allocator, a target: a word that is no other than the accepted one needs no columns. */
const isSameWord = ({ value, baseline }: Metric): boolean => typeof value === 'string' && value === baseline;

/** Failing first, then what could not be compared, then the rest; within each as they were measured. */
function order({ status }: Metric): number {
  const weights = ['failed', 'not_comparable', 'gated', 'listed'];
  return weights.indexOf(status === 'waived' ? 'not_comparable' : statusWeight[status]);
}

function metricCells(metric: Metric, strict: boolean, paint: Paint): string[] {
  const { name, value, baseline, delta_pct, tolerance_pct, budget, status } = metric;
  const limits = [
    ...(tolerance_pct === null ? [] : [`${tolerance_pct} %`]),
    ...(budget === null ? [] : [figure(budget)]),
  ];
  return [
    cell(name),
    figure(baseline),
    figure(value),
    delta_pct === null ? '' : formatPct(delta_pct),
    limits.join(', '),
    paint(toneOf(status, strict), status),
  ];
}

/** What stands behind statuses, once for all metrics of which it is true. */
function notesOf(rows: readonly Metric[]): string[] {
  const notes = new Map<string, string[]>();
  for (const row of rows) {
    const { name, status, waive } = row;
    const why = [...(waive !== undefined && status === 'waived' ? [waive] : []), rowNote(row)];
    const text = why.filter((each) => each !== '').join('; ');
    if (text === '') continue;
    const note = `${status}, ${cell(text, 220)}`;
    notes.set(note, [...(notes.get(note) ?? []), cell(name)]);
  }
  return [...notes].map(([note, names]) => `  ${note}: ${names.join(', ')}`);
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
