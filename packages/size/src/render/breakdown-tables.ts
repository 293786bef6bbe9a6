import { cell, renderTable, type Column, type Paint } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { formatBytes } from '@wasmgate/words';
import type {
  Attribution,
  CrateSizes,
  DataSizes,
  FamilySizes,
  FunctionSizes,
} from '@wasmgate/contracts/size';
import { crateLabel } from '../growth-findings.ts';
import { share } from './share.ts';

/** Rows of a table of functions, unless --top says otherwise. */
export const TOP = 20;

/** Characters of a name: names of generics have no end. A terminal shows less of it. */
const NAME = 300;

const right = (head: string): Column => ({ head, align: 'right' });
const bytesText = (bytes: number | null): string => (bytes === null ? 'unknown' : formatBytes(bytes));

const reasons = {
  no_core_module: 'there is no core module',
  named_missing: 'named.wasm is missing',
  named_malformed: 'named.wasm is malformed',
  code_differs: 'the code of named.wasm is another',
  data_differs: 'the data of named.wasm are others',
  functions_differ: 'imports or functions of named.wasm are others',
  no_name_section: 'the file has no name section',
  names_malformed: 'the name section is malformed',
} as const satisfies Record<NonNullable<Attribution['reason']>, string>;

/** Where names came from, or why there are none. */
export function attributionLine(
  { source, artifact, reason, graph_problem }: Attribution,
  paint: Paint,
): string {
  const graph =
    graph_problem === null ? '' : `; the call graph is not whole: ${printable(graph_problem, 160)}`;
  if (reason !== null) return paint('warn', `functions are unattributed: ${reasons[reason]}${graph}`);
  const proof = source === 'named_module' ? ', of equal code and data' : '';
  return `names from ${cell(artifact ?? '?')}${proof}${graph}`;
}

/** Data segments in a line. */
export function dataLine({ bytes, segments, strings }: DataSizes): string {
  const text = bytes - strings.not_strings_bytes;
  return `data ${formatBytes(bytes)} in ${segments.count} segments, ${formatBytes(text)} of it text (${share(text, bytes)})`;
}

/** Crates in both readings, with what they retain. */
export function crateTable(
  { items, others, count }: CrateSizes,
  all: number,
  max: number,
  columns: number | null,
): string {
  const shown = items.slice(0, max);
  const hidden = items.slice(max);
  const sum = (figure: (one: CrateSizes['items'][number]) => number) =>
    hidden.reduce((total, one) => total + figure(one), 0);
  const rest = sum(({ bytes }) => bytes) + others.bytes;
  const restFor = sum((one) => one.instantiated_for_bytes) + others.instantiated_for_bytes;
  const restFunctions = sum(({ functions }) => functions) + others.functions;
  const rows = shown.map((one) => [
    `${cell(crateLabel(one), 40)}${one.kind === 'sysroot' ? ' *' : ''}`,
    formatBytes(one.bytes),
    share(one.bytes, all),
    formatBytes(one.instantiated_for_bytes),
    bytesText(one.retained_bytes),
    String(one.functions),
  ]);
  if (count > shown.length) {
    const label = `(${count - shown.length} others)`;
    rows.push([label, formatBytes(rest), share(rest, all), formatBytes(restFor), '', String(restFunctions)]);
  }
  const table = renderTable(
    [
      { head: 'crate', long: 'cut' },
      right('defined in'),
      right('share'),
      right('instantiated for'),
      right('retained'),
      right('functions'),
    ],
    rows,
    columns,
  );
  const sysroot = items
    .filter(({ kind }) => kind === 'sysroot')
    .reduce((total, { bytes }) => total + bytes, 0);
  return sysroot === 0 ? table : `${table}\n  * comes with the compiler: ${formatBytes(sysroot)} in all`;
}

/** Functions, with what they retain. */
export function functionTable(
  { items, bytes, count }: FunctionSizes,
  top: number,
  columns: number | null,
  head = 'function',
): string {
  const shown = items.slice(0, top);
  const rest = bytes - shown.reduce((sum, one) => sum + one.bytes, 0);
  const rows = shown.map((one) => [
    formatBytes(one.bytes),
    share(one.bytes, bytes),
    bytesText(one.retained_bytes),
    cell(one.name, NAME),
  ]);
  if (count > shown.length)
    rows.push([formatBytes(rest), share(rest, bytes), '', `(${count - shown.length} others)`]);
  rows.push([formatBytes(bytes), '100.0 %', '', 'all']);
  return renderTable(
    [right('bytes'), right('share'), right('retained'), { head, long: 'cut' }],
    rows,
    columns,
  );
}

/** Families of generics, with what all but their largest instance take. */
export function familyTable(
  { items, others, count }: FamilySizes,
  all: number,
  max: number,
  columns: number | null,
): string {
  const shown = items.slice(0, max);
  const rest = items.slice(max).reduce((sum, { bytes }) => sum + bytes, 0) + others.bytes;
  const rows = shown.map((one) => [
    formatBytes(one.bytes),
    share(one.bytes, all),
    String(one.instances),
    formatBytes(one.bytes - one.largest_bytes),
    cell(one.name, NAME),
  ]);
  if (count > shown.length)
    rows.push([formatBytes(rest), share(rest, all), '', '', `(${count - shown.length} other families)`]);
  return renderTable(
    [
      right('bytes'),
      right('share'),
      right('instances'),
      right('but the largest'),
      { head: 'generic', long: 'cut' },
    ],
    rows,
    columns,
  );
}
