import { cell, renderTable, type Paint, type Screen } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { formatBytes, formatDelta } from '@wasmgate/words';
import type { Diff } from '@wasmgate/contracts/size';
import { crateLabel, segmentLabel } from '../growth-findings.ts';

/** Characters of a name. */
const NAME = 300;

const partNames = {
  functions: 'functions',
  data: 'data',
  core_sections: 'other sections',
  custom_sections: 'custom sections',
  wrapper: 'component wrapper',
} as const satisfies Record<keyof Diff['parts'], string>;

/** What changed, in tables of at most `max` rows. */
export function diffText(diff: Diff, { paint, columns }: Screen, max: number): string {
  const { against, old_bytes, new_bytes, delta_bytes, parts, counts } = diff;
  const head = `against ${cell(against)}: ${formatBytes(old_bytes)} to ${formatBytes(new_bytes)}, ${formatDelta(delta_bytes)}`;
  const lines = [`  ${paint('strong', head)}`, ...toolchainLines(diff, paint)];
  const changed = Object.entries(parts).filter(([, delta]) => delta !== 0);
  if (changed.length > 0) {
    const texts = changed.map(
      ([part, delta]) => `${partNames[part as keyof Diff['parts']]} ${formatDelta(delta)}`,
    );
    lines.push(`  ${texts.join(', ')}`);
  }
  const kinds = Object.entries(counts).filter(([, { count }]) => count > 0);
  const texts = kinds.map(([kind, { count, delta_bytes: delta }]) =>
    kind === 'unchanged' ? `${count} unchanged` : `${count} ${kind} (${formatDelta(delta)})`,
  );
  if (texts.length > 0) lines.push(`  functions: ${texts.join(', ')}`);
  if (diff.crates.count > 0) lines.push('', crateChanges(diff, max, columns));
  if (diff.functions.count > 0) lines.push('', functionChanges(diff, max, columns));
  if (diff.data.count > 0) lines.push('', segmentTable(diff, max, columns));
  return lines.join('\n');
}

function toolchainLines({ toolchain }: Diff, paint: Paint): string[] {
  if (toolchain.status !== 'changed') return [];
  const text = `made by other tools: ${toolchain.old.join(', ')} then, ${toolchain.new.join(', ')} now`;
  return [`  ${paint('warn', printable(text, 400))}`];
}

function crateChanges({ crates }: Diff, max: number, columns: number | null): string {
  const shown = crates.items.slice(0, max);
  const rows = shown.map((one) => [
    formatDelta(one.delta_bytes),
    formatDelta(one.instantiated_for_delta_bytes),
    one.retained_delta_bytes === null ? 'unknown' : formatDelta(one.retained_delta_bytes),
    `${cell(crateLabel(one), 60)}${one.status === 'changed' || one.crate === null ? '' : ` (${one.status})`}`,
  ]);
  rows.push(...restRow(crates, shown, ['', '']));
  return renderTable(
    [
      { head: 'defined in', align: 'right' },
      { head: 'instantiated for', align: 'right' },
      { head: 'retained', align: 'right' },
      { head: 'crate', long: 'cut' },
    ],
    rows,
    columns,
  );
}

function functionChanges({ functions }: Diff, max: number, columns: number | null): string {
  const shown = functions.items.slice(0, max);
  const rows = shown.map((one) => [
    formatDelta(one.delta_bytes),
    one.status,
    `${cell(one.name, NAME)}${one.was === null ? '' : ` ${one.status === 'merged' ? 'into' : 'was'} ${cell(one.was, NAME)}`}`,
  ]);
  rows.push(...restRow(functions, shown, ['']));
  return renderTable(
    [{ head: 'bytes', align: 'right' }, { head: '' }, { head: 'function', long: 'cut' }],
    rows,
    columns,
  );
}

function segmentTable({ data }: Diff, max: number, columns: number | null): string {
  const shown = data.items.slice(0, max);
  const rows = shown.map((one) => [
    formatDelta(one.delta_bytes),
    one.status,
    `${cell(segmentLabel(one), 60)}${one.text === null ? '' : ` ${JSON.stringify(cell(one.text))}`}`,
  ]);
  rows.push(...restRow(data, shown, ['']));
  return renderTable(
    [{ head: 'bytes', align: 'right' }, { head: '' }, { head: 'data segment', long: 'cut' }],
    rows,
    columns,
  );
}

/** What a table leaves out of its list, in one row. */
function restRow(
  list: {
    readonly count: number;
    readonly items: readonly { delta_bytes: number }[];
    readonly others: { delta_bytes: number };
  },
  shown: readonly unknown[],
  blank: readonly string[],
): string[][] {
  if (list.count <= shown.length) return [];
  const delta = list.items
    .slice(shown.length)
    .reduce((sum, one) => sum + one.delta_bytes, list.others.delta_bytes);
  return [[formatDelta(delta), ...blank, `(${list.count - shown.length} others)`]];
}
