import { findingFix, findingText, rowNote } from '@wasmgate/words';
import { originText } from '../verify-all/was-measured.ts';
import { fixText, htmlText, markdownText } from './markdown-text.ts';
import { memoryHeads, memoryRow } from './memory-table.ts';
import type { ToldSubject } from './read-subjects.ts';

/** GitHub refuses a summary beyond 1 MiB: a hostile report must not cost the others theirs. */
const MAX_ROWS = 200;

/** The Markdown of a job summary: all subjects, what they allocate, what is wrong with each, its metrics. */
export function summaryMarkdown(subjects: readonly ToldSubject[]): string {
  const isGreen = subjects.every(({ report }) => report?.verdict === 'pass');
  const rows = subjects.map(({ name, report, isMeasured }) => {
    if (report === null) return [markdownText(name), '❌ did not finish', '', '', '', ''];
    const { verdict, counts } = report;
    return [
      markdownText(name),
      verdict === 'pass' ? '✅ pass' : '❌ fail',
      String(counts.gated),
      String(counts.not_comparable),
      String(counts.listed),
      originText(isMeasured),
    ];
  });
  const heads = ['subject', 'verdict', 'gated', 'not comparable', 'listed', 'startup'];
  const memory = subjects.flatMap((told) =>
    told.memory === null ? [] : [memoryRow(told.name, told.memory)],
  );
  const parts = [
    `## wasmgate: ${isGreen ? 'pass' : 'fail'}`,
    table(heads, rows),
    ...(memory.length === 0 ? [] : [table(memoryHeads, memory)]),
  ];
  return `${[...parts, ...subjects.flatMap(subjectParts)].join('\n\n')}\n`;
}

function subjectParts({ name, report, regression }: ToldSubject): string[] {
  const parts: string[] = [];
  const failures = report?.failures ?? [];
  // What is waived or left out with a reason is said each time.
  const warnings = (report?.warnings ?? []).filter(({ severity }) => severity === 'warning');
  if (failures.length + warnings.length > 0) {
    const items = failures
      .slice(0, MAX_ROWS)
      .map(
        (failure) =>
          `- **${markdownText(failure.report)}**: ${markdownText(findingText(failure), 600)}  \n  fix: ${fixText(findingFix(failure, name))}`,
      );
    const notes = warnings
      .slice(0, MAX_ROWS)
      .map((note) => `- warning: ${markdownText(findingText(note), 600)}`);
    const all = [...items, ...cut(failures.length), ...notes, ...cut(warnings.length)];
    parts.push(`### ${markdownText(name)}`, all.join('\n'));
  }
  if (regression !== null && regression.metrics.length > 0) {
    const rows = regression.metrics.slice(0, MAX_ROWS).map((row) => {
      const { baseline, value, delta_pct, budget, status, waive = '' } = row;
      return [
        markdownText(row.name, 80),
        figure(baseline),
        figure(value),
        delta_pct === null ? '' : `${delta_pct > 0 ? '+' : ''}${delta_pct.toFixed(1)} %`,
        figure(budget),
        [status, waive, rowNote(row)]
          .flatMap((text) => (text === '' ? [] : markdownText(text, 120)))
          .join(' · '),
      ];
    });
    const heads = ['metric', 'accepted', 'measured', 'change', 'budget', 'status'];
    parts.push(
      `<details><summary>${htmlText(name)}: ${regression.metrics.length} metrics</summary>`,
      [table(heads, rows), ...cut(regression.metrics.length)].join('\n\n'),
      '</details>',
    );
  }
  return parts;
}

function cut(length: number): string[] {
  return length > MAX_ROWS ? [`- and ${length - MAX_ROWS} more`] : [];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function figure(value: number | string | null): string {
  if (value === null) return '';
  return markdownText(
    typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 4 }) : value,
    60,
  );
}
