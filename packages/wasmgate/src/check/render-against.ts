import type { CheckJson } from '@wasmgate/contracts/check';
import { printable } from '@wasmgate/contracts/printable';
import { formatDelta, formatPct } from '@wasmgate/words';

/** Rows of what grew or shrank most. */
const MAX_CHANGES = 4;
const MAX_NAMES = 6;
/** Characters of a name, which stands behind a figure. */
const NAME = 52;

type Against = NonNullable<CheckJson['against']>;

const labels = { wasm_size_raw_kb: 'raw', wasm_size_gzip_kb: 'gzip', wasm_size_brotli_kb: 'brotli' };

/** What changed since another file: sizes, who grew, what it needs and offers, how it starts. */
export function againstLines(report: CheckJson, against: Against): string[] {
  const { size, startup } = report;
  return [
    `${printable(against.artifact, NAME)}: ${against.metrics.map(metricText).join(', ')}`,
    ...changeLines(size),
    ...nameLines(against),
    ...(startup === null ? [] : startLines(startup)),
  ];
}

function metricText({ name, old, new: now }: Against['metrics'][number]): string {
  const label = labels[name as keyof typeof labels] ?? name;
  const bytes = formatDelta(Math.round((now - old) * 1024));
  return now === old ? `${label} equal` : `${label} ${bytes} (${formatPct((now / old - 1) * 100)})`;
}

function changeLines({ diff }: CheckJson['size']): string[] {
  if (!diff) return [];
  const rows = [
    ...diff.crates.items
      .filter(({ delta_bytes }) => delta_bytes !== 0)
      .slice(0, MAX_CHANGES)
      .map(({ crate, delta_bytes }) => [delta_bytes, crate ?? '(names without an owner)'] as const),
    ...diff.functions.items
      .filter(({ delta_bytes }) => delta_bytes !== 0)
      .slice(0, MAX_CHANGES)
      .map(({ name, delta_bytes }) => [delta_bytes, `${printable(name, NAME)}()`] as const),
  ];
  const data = diff.parts.data === 0 ? [] : [[diff.parts.data, '(data)'] as const];
  return [...data, ...rows].map(
    ([bytes, name]) => `  ${formatDelta(bytes).padStart(10)}  ${printable(name, NAME)}`,
  );
}

const nameLines = (against: Against): string[] => [
  ...namesLine('no longer imports', against.imports_removed),
  ...namesLine('now imports', against.imports_added),
  ...namesLine('no longer exports', against.exports_removed),
  ...namesLine('now exports', against.exports_added),
];

function namesLine(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MAX_NAMES).map((name) => printable(name, NAME));
  return [
    `${what} ${shown.join(', ')}${names.length > MAX_NAMES ? `, ${names.length - MAX_NAMES} more` : ''}`,
  ];
}

function startLines({ comparison }: NonNullable<CheckJson['startup']>): string[] {
  if (!comparison) return ['its start was not compared'];
  if (comparison.skipped !== undefined) return ['start: the same bytes'];
  return [`start: ${comparison.metrics.map(({ name, status }) => `${name} ${status}`).join(', ')}`];
}
