import Table from 'cli-table3';
import { printable } from '@wasmgate/contracts/printable';

/** A column: its heading and alignment. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

const chars = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '  ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/**
 * A plain table, one line a row, columns aligned. Cells are printed as they are given: pass text from outside
 * through `printable` first (`cell` does).
 */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: columns.map((column) => column.head),
    colAligns: columns.map((column) => column.align ?? 'left'),
    chars,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A cell with text from outside, made safe and cut to `max` characters. */
export function cell(text: string, max = 72): string {
  return printable(text, max);
}
