import { cell, renderTable, type Screen } from '@wasmgate/cli-kit';
import { acceptCommand } from '@wasmgate/contracts/commands';
import { printable } from '@wasmgate/contracts/printable';
import { changeOf, shownValue } from '../accept/change-cells.ts';
import type { Move } from './moves.ts';

const causes = {
  wasmgate: 'wasmgate: the same bytes, measured by the same tools',
  measured_by: 'the same bytes, measured by',
  made_by: 'other bytes, by other tools',
  source: 'not wasmgate: other bytes by the same tools',
} as const satisfies Record<Move['cause'], string>;

/** The figures of a subject that moved, each with what that is due to. */
export function renderMoves(name: string, moves: readonly Move[], { paint, columns }: Screen): string {
  const title = paint('strong', printable(name));
  if (moves.length === 0) return `${title}: no figure moved`;
  const table = renderTable(
    [
      { head: 'metric', long: 'above' },
      { head: 'accepted', align: 'right' },
      { head: 'measured', align: 'right' },
      { head: 'change', align: 'right' },
      { head: 'due to', long: 'wrap' },
    ],
    moves.map(({ metric, accepted, measured, cause, tools }) => [
      cell(metric, 90),
      shownValue(accepted),
      shownValue(measured),
      changeOf(accepted, measured),
      [causes[cause], ...tools.map(({ was, is }) => `${cell(was, 60)} -> ${cell(is, 60)}`)].join('; '),
    ]),
    columns,
  );
  const own = moves.flatMap(({ metric, cause }) => (cause === 'wasmgate' ? [metric] : []));
  const end =
    own.length === 0
      ? 'none of it is due to wasmgate alone'
      : `${own.length} of ${moves.length} are due to wasmgate alone; to accept: ${acceptCommand({ metric: own, subject: name })}`;
  return `${title}\n${table}\n${end}`;
}
