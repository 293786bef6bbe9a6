import Table from 'cli-table3';
import stringWidth from 'string-width';
import { printable } from '@wasmgate/contracts/printable';
import { cutMiddle, wrap } from './wrap.ts';

/** A column. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /**
   * What becomes of a cell for which there is no room: its middle is cut out, it is wrapped, or, of a first column, it stands in a line
   * of its own above the others of its row. Default: it stays as it is.
   */
  readonly long?: 'cut' | 'wrap' | 'above';
}

/** Columns between two cells, and before the first. */
const GAP = 2;
/** A column that gives way keeps this. */
const LEAST = 12;

const chars = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: ' '.repeat(GAP),
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};

type Rows = readonly (readonly string[])[];
type Fitted = (string | { readonly content: string; readonly colSpan: number })[];

/**
 * A plain table, columns aligned, a row a line unless a cell is wrapped; at most `width` wide as far as columns give way, null: as
 * wide as it is. Cells are printed as they are given: pass text from outside through `printable` first (`cell` does).
 */
export function renderTable(columns: readonly Column[], rows: Rows, width: number | null): string {
  const table = new Table({
    head: columns.map((column) => column.head),
    colAligns: columns.map((column) => column.align ?? 'left'),
    chars,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...fitted(columns, rows, width));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The rows with cells that leave room for one another. */
function fitted(columns: readonly Column[], rows: Rows, width: number | null): Fitted[] {
  if (width === null) return rows.map((row) => [...row]);
  const widths = fitWidths(columns, rows, width);
  return rows.flatMap((row) => {
    const above: Fitted[] = [];
    const cells = row.map((text, at) => {
      const room = widths[at] ?? 0;
      const long = columns[at]?.long;
      if (long === undefined || stringWidth(text) <= room) return text;
      if (long !== 'above') return long === 'cut' ? cutMiddle(text, room) : wrap(text, room);
      above.push([{ content: wrap(text, width - GAP), colSpan: row.length }]);
      return '';
    });
    return [...above, cells];
  });
}

/** How wide each column may be: of those that give way the widest first, until all have room or none gives more. */
function fitWidths(columns: readonly Column[], rows: Rows, width: number): number[] {
  const widths = columns.map(({ head }, at) =>
    Math.max(
      ...[head, ...rows.map((row) => row[at] ?? '')].flatMap((text) =>
        text.split('\n').map((line) => stringWidth(line)),
      ),
    ),
  );
  const least = columns.map(({ head, long }) =>
    long === undefined ? Infinity : Math.max(LEAST, stringWidth(head)),
  );
  let excess = widths.reduce((sum, each) => sum + GAP + each, 0) - width;
  for (; excess > 0; excess -= 1) {
    const giving = widths.map((each, at) => (each > (least[at] ?? Infinity) ? each : 0));
    const widest = Math.max(...giving);
    if (widest === 0) break;
    widths[giving.indexOf(widest)] = widest - 1;
  }
  return widths;
}

/** A cell with text from outside, made safe and cut to `max` characters. */
export function cell(text: string, max = 72): string {
  return printable(text, max);
}
