import { cell, renderTable, type Screen, type Tone } from '@wasmgate/cli-kit';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { printable } from '@wasmgate/contracts/printable';
import { budgetText, findingText, formatBytes, formatPct } from '@wasmgate/words';
import type { BudgetResult } from '@wasmgate/contracts/budget';
import type { Breakdown, Section, SizeJson, StageSize } from '@wasmgate/contracts/size';
import {
  attributionLine,
  crateTable,
  dataLine,
  familyTable,
  functionTable,
  TOP,
} from './breakdown-tables.ts';
import { diffText } from './diff-text.ts';
import { share } from './share.ts';

/** Rows of the table of parts: what is smaller than these stands in one last row. */
const MAX_ROWS = 14;

const measures = (brotliQuality: number) =>
  [
    ['raw', 'raw_bytes'],
    ['gzip -9', 'gzip_bytes'],
    [`brotli ${brotliQuality}`, 'brotli_bytes'],
  ] as const;

/** Rows of the table of crates, and of families. */
const MAX_CRATES = 12;
const MAX_FAMILIES = 6;
/** Rows of the tables of what changed, unless --top says otherwise. */
const MAX_CHANGES = 10;

/** What is shown beside the report. */
export interface SizeView {
  /** What was measured beside its limits. */
  readonly budgets: readonly BudgetResult[];
  readonly screen: Screen;
  /** Rows of tables of functions; undefined: each has its own default. */
  readonly top: number | undefined;
}

/** The report as text for people. */
export function renderSize(report: SizeJson, { budgets, screen, top }: SizeView): string {
  const { paint, columns } = screen;
  const { stages, kind, breakdown, diff } = report;
  const name = report.subject ?? report.artifact;
  return [
    `${paint('strong', printable(name))}  ${kind === 'module' ? 'core module' : 'component'}, ${compressedBy(report)}`,
    '',
    totals(report, columns),
    '',
    parts(stages.shipped, columns),
    '',
    `  ${wrapperLine(stages.shipped, kind)}`,
    ...(breakdown === undefined ? [] : breakdownBlocks(breakdown, screen, top ?? TOP)),
    ...(diff ? ['', diffText(diff, screen, top ?? MAX_CHANGES)] : []),
    '',
    ...budgets.map((result) => `  ${paint(tones[result.status], budgetText(result))}`),
    ...report.findings
      .filter(({ code }) => code !== 'over_budget')
      .map((finding) => `  ${paint('warn', findingText(finding))}`),
  ].join('\n');
}

const tones = { pass: 'good', over_budget: 'bad', waived: 'warn' } as const satisfies Record<
  BudgetResult['status'],
  Tone
>;

function breakdownBlocks(breakdown: Breakdown, { paint, columns }: Screen, top: number): string[] {
  const { functions, families, crates, attribution, data } = breakdown;
  const blocks = [`  ${attributionLine(attribution, paint)}`, `  ${dataLine(data)}`];
  if (functions.count === 0) return ['', ...blocks];
  blocks.push('', crateTable(crates, functions.bytes, MAX_CRATES, columns));
  blocks.push('', functionTable(functions, top, columns));
  if (families.count > 0) blocks.push('', familyTable(families, functions.bytes, MAX_FAMILIES, columns));
  return ['', ...blocks];
}

const compressedBy = ({ compressor, gzip_bytes, brotli_bytes }: SizeJson): string =>
  gzip_bytes === null && brotli_bytes === null ? 'not compressed' : `compressed by ${printable(compressor)}`;

function totals(
  { stages: { unoptimized, shipped }, brotli_quality: quality = 11 }: SizeJson,
  columns: number | null,
): string {
  const rows = measures(quality).flatMap(([label, key]) => {
    const now = shipped[key];
    if (now === null) return [];
    const size = [formatBytes(now), kilobytes(now).toFixed(1)];
    if (unoptimized === null) return [[label, ...size]];
    const before = unoptimized[key] ?? 0;
    return [[label, formatBytes(before), ...size, formatPct((now / before - 1) * 100)]];
  });
  return unoptimized === null
    ? renderTable([{ head: '' }, right('bytes'), right('kB')], rows, columns)
    : renderTable(
        [{ head: '' }, right('unoptimized'), right('shipped'), right('kB'), right('wasm-opt')],
        rows,
        columns,
      );
}

const right = (head: string) => ({ head, align: 'right' as const });

interface Row {
  readonly path: string;
  count: number;
  bytes: number;
}

function parts({ sections, raw_bytes }: StageSize, columns: number | null): string {
  const rows = byPath(sections);
  const shown = rows.length > MAX_ROWS + 1 ? rows.slice(0, MAX_ROWS) : rows;
  const rest = rows.slice(shown.length);
  if (rest.length > 0) {
    shown.push({
      path: `(${rest.reduce((count, row) => count + row.count, 0)} smaller parts)`,
      count: 1,
      bytes: rest.reduce((bytes, row) => bytes + row.bytes, 0),
    });
  }
  shown.push({ path: 'all', count: 1, bytes: raw_bytes });
  return renderTable(
    [
      { head: 'part of what ships', long: 'cut' },
      { head: 'bytes', align: 'right' },
      { head: 'share', align: 'right' },
    ],
    shown.map(({ path, count, bytes }) => [
      count > 1 ? `${cell(path)} (${count})` : cell(path),
      formatBytes(bytes),
      share(bytes, raw_bytes),
    ]),
    columns,
  );
}

/** A component has many sections of a kind: they share a row. The largest come first. */
function byPath(sections: readonly Section[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { path, bytes } of sections) {
    const row = rows.get(path) ?? { path, count: 0, bytes: 0 };
    row.count += 1;
    row.bytes += bytes;
    rows.set(path, row);
  }
  return [...rows.values()].toSorted((a, b) => b.bytes - a.bytes);
}

function wrapperLine(stage: StageSize, kind: SizeJson['kind']): string {
  const { wrapper_bytes, core_bytes, core_modules, raw_bytes } = stage;
  if (kind === 'module') return 'a core module: no component wrapper';
  const modules = `${core_modules} core module${core_modules === 1 ? '' : 's'}`;
  return `component wrapper ${formatBytes(wrapper_bytes)} (${share(wrapper_bytes, raw_bytes)}) around ${modules} of ${formatBytes(core_bytes)}`;
}
