import { cell, renderTable, type Screen } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { changeOf, shownValue } from '../accept/change-cells.ts';
import type { DriftRow } from './drift.ts';

/** Each figure beside the release's and the accepted one, per subject. */
export function renderDrift(
  subjects: readonly { readonly name: string; readonly rows: readonly DriftRow[] }[],
  tag: string,
  { paint, columns }: Screen,
): string {
  return subjects
    .map(({ name, rows }) => {
      const table = renderTable(
        [
          { head: 'metric', long: 'above' },
          right(cell(tag, 40)),
          right('accepted'),
          right('measured'),
          right(`since ${cell(tag, 40)}`),
          right('since accepted'),
        ],
        rows.map(({ metric, measured, released, accepted }) => [
          cell(metric, 90),
          shownValue(released.value ?? undefined),
          shownValue(accepted.value ?? undefined),
          shownValue(measured),
          sinceCell(released, measured),
          sinceCell(accepted, measured),
        ]),
        columns,
      );
      return `${paint('strong', printable(name))}\n${table}`;
    })
    .join('\n\n');
}

const right = (head: string) => ({ head, align: 'right' }) as const;

function sinceCell({ value, isComparable }: DriftRow['released'], measured: number): string {
  if (!isComparable) return 'other tools';
  return value === measured ? '=' : changeOf(value, measured);
}
