import { cell, renderTable, type Screen } from '@wasmgate/cli-kit';
import { acceptCommand, resolveCommand } from '@wasmgate/contracts/commands';
import { printable } from '@wasmgate/contracts/printable';
import { figureOf, shownValue } from '../accept/change-cells.ts';
import type { MergedValue } from './merge-values.ts';
import type { SettledSubject } from './settle.ts';

const columns = [
  { head: 'key', long: 'above' },
  { head: 'before', align: 'right' },
  { head: 'ours', align: 'right' },
  { head: 'theirs', align: 'right' },
  { head: '', long: 'wrap' },
] as const;

const cells = ({ path, base, ours, theirs }: MergedValue): string[] => [
  cell(path.join(' / '), 90),
  ...[base, ours, theirs].map((side) => shownValue(figureOf(side))),
];

/** What a side changed, and what was taken; a subject that neither changed is passed over. */
export function renderSettled(
  subjects: readonly SettledSubject[],
  { paint, columns: width }: Screen,
): string {
  return subjects
    .map(({ subject, settled }) => {
      const rows = settled
        .filter(({ by }) => by !== 'both')
        .map((one) => [...cells(one), `${one.by}: ${shownValue(figureOf(one.value))}`]);
      return rows.length === 0
        ? ''
        : `${paint('strong', printable(subject.name))}\n${renderTable(columns, rows, width)}\n`;
    })
    .join('');
}

/** What each side changed otherwise and nothing settles, each with the command that does; empty when there is nothing. */
export function renderOpen(subjects: readonly SettledSubject[], { paint, columns: width }: Screen): string {
  return subjects
    .map(({ subject, open }) => {
      if (open.length === 0) return '';
      const title = paint('bad', `${printable(subject.name)}: changed by both sides`);
      const needs = { measurement: 'to be measured', choice: 'not measured here: to be chosen' } as const;
      const table = renderTable(
        columns,
        open.map((one) => [...cells(one), needs[one.needs]]),
        width,
      );
      return `${title}\n${table}\n${fixes(subject.name, open)
        .map((fix) => `  fix: ${fix}\n`)
        .join('')}\n`;
    })
    .join('');
}

function fixes(subject: string, open: SettledSubject['open']): string[] {
  const sets = [
    ...new Set(open.flatMap(({ path: [kind, set = ''] }) => (kind === 'exact_also' ? [set] : []))),
  ];
  const again = sets.map(
    (basis) => `${acceptCommand({ subject, basis })} --reports DIR, with the reports of that run`,
  );
  return [
    ...(open.some(({ needs }) => needs === 'measurement')
      ? [`measure what was merged, or take it from turbo's cache: ${resolveCommand({ measure: true })}`]
      : []),
    ...(open.some(({ needs }) => needs === 'choice')
      ? [
          [
            `choose a side for what nothing here measures: ${resolveCommand({ take: 'ours|theirs' })}`,
            ...again,
          ].join('; then accept it from there: '),
        ]
      : []),
  ];
}
