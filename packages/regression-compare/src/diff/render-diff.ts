import { cell, renderTable, type Paint, type Screen } from '@wasmgate/cli-kit';
import { metricOf } from '@wasmgate/contracts/metrics';
import { printable } from '@wasmgate/contracts/printable';
import { findingFix, findingText } from '@wasmgate/words';
import { basisNote, changeCells, figureOf } from '../accept/change-cells.ts';
import type { Change } from '../accept/plan.ts';
import { looseningFindings } from './findings.ts';
import { limitName, type LimitChange } from './compare-limits.ts';
import type { SubjectDiff } from './compare-gates.ts';

/** What differs, per subject: figures, then limits. `then` names the earlier gate. */
export function renderDiff(subjects: readonly SubjectDiff[], then: string, screen: Screen): string {
  const { paint, columns } = screen;
  return subjects
    .map((subject) => {
      const { name, figures, limits } = subject;
      const title = paint('strong', printable(name));
      return [
        `${title}${noteOf(subject, then)}`,
        ...(figures.length === 0 ? [] : [figureTable(figures, then, columns)]),
        ...(limits.length === 0 ? [] : [limitTable(limits, then, screen)]),
      ].join('\n');
    })
    .join('\n\n');
}

function noteOf({ gated, figures, limits }: SubjectDiff, then: string): string {
  if (gated === 'now') return `: new since ${then}`;
  if (gated === 'then') return ': is gated no longer';
  if (gated === 'in neither') return ': is no subject; baseline.json has figures of it';
  return figures.length + limits.length === 0 ? `: as at ${then}` : '';
}

/** What fails, with how to mend it. */
export function renderLoosenings(subjects: readonly SubjectDiff[], paint: Paint): string[] {
  return subjects.flatMap((subject) =>
    looseningFindings(subject).map(
      (found) =>
        `${paint('bad', found.code)}  ${printable(subject.name)}: ${findingText(found)}\n  fix: ${findingFix(found, subject.name)}`,
    ),
  );
}

function figureTable(figures: readonly Change[], then: string, columns: number | null): string {
  return renderTable(
    [
      { head: 'accepted', long: 'above' },
      { head: then, align: 'right' },
      { head: 'now', align: 'right' },
      { head: 'change', align: 'right' },
      { head: '', long: 'wrap' },
    ],
    figures.map((change) => [...changeCells(change), figureNote(change)]),
    columns,
  );
}

function figureNote({ metric, from, to }: Change): string {
  const row = metricOf(metric);
  const [before, after] = [figureOf(from), figureOf(to)];
  const isWorse =
    typeof before === 'number' &&
    typeof after === 'number' &&
    (row?.better === 'higher' ? after < before : after > before);
  const notes = [
    to === undefined ? 'dropped' : from === undefined ? 'new' : '',
    row !== undefined && isWorse ? 'worse' : '',
    basisNote(from, to),
    row?.words ?? '',
  ];
  return notes.filter((note) => note !== '').join('; ');
}

function limitTable(limits: readonly LimitChange[], then: string, { paint, columns }: Screen): string {
  return renderTable(
    [
      { head: 'limit', long: 'above' },
      { head: then, align: 'right' },
      { head: 'now', align: 'right' },
      { head: '', long: 'wrap' },
    ],
    limits.map(({ path, before, after, kind, reason }) => [
      cell(limitName(path), 90),
      before === null ? '-' : cell(before, 40),
      after === null ? '-' : cell(after, 40),
      kind !== 'loosened'
        ? kind
        : reason === null
          ? paint('bad', 'loosened, and nothing says why')
          : paint('warn', `loosened: ${cell(reason, 120)}`),
    ]),
    columns,
  );
}
