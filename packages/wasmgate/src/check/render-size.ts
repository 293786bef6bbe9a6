import { printable } from '@wasmgate/contracts/printable';
import type { SizeJson } from '@wasmgate/contracts/size';
import { formatBytes } from '@wasmgate/words';

/** Owners of code that are shown; the rest is one line. */
const MAX_OWNERS = 6;
/** Characters of an owner's name. */
const NAME = 40;

const partNames = {
  functions: 'code',
  data: 'data',
  custom_sections: 'custom sections',
  core_sections: 'other sections',
  wrapper: 'component wrapper',
} as const satisfies Record<keyof NonNullable<SizeJson['breakdown']>['parts'], string>;

/** Size in lines: the file, its parts, and who owns the code. */
export function sizeLines({
  raw_bytes,
  gzip_bytes,
  brotli_bytes,
  brotli_quality,
  breakdown,
}: SizeJson): string[] {
  const total = [
    formatBytes(raw_bytes),
    ...(gzip_bytes === null ? [] : [`gzip ${formatBytes(gzip_bytes)}`]),
    ...(brotli_bytes === null ? [] : [`brotli ${brotli_quality ?? 11} ${formatBytes(brotli_bytes)}`]),
  ].join(', ');
  if (breakdown === undefined) return [total];
  const parts = Object.entries(breakdown.parts)
    .filter(([, bytes]) => bytes > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, bytes]) => `${partNames[part as keyof typeof partNames]} ${formatBytes(bytes)}`);
  return [total, parts.join(', '), ...ownerLines(breakdown)];
}

type Owner = NonNullable<SizeJson['breakdown']>['crates']['items'][number];

function ownerLines({ crates, functions, attribution }: NonNullable<SizeJson['breakdown']>): string[] {
  if (functions.bytes === 0) return [];
  if (attribution.source === 'none') return ['whose code it is, is not known: it has no names'];
  const shown = crates.items.slice(0, MAX_OWNERS).filter(({ bytes }) => bytes > 0);
  const rest = functions.bytes - shown.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = [
    ...shown.map((owner) => [ownerName(owner), owner.bytes] as const),
    ...(rest > 0 ? [[`(${crates.count - shown.length} others)`, rest] as const] : []),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const digits = Math.max(...rows.map(([, bytes]) => formatBytes(bytes).length));
  return rows.map(([name, bytes]) => {
    const share = `${((100 * bytes) / functions.bytes).toFixed(1)} %`;
    return `  ${name.padEnd(width)}  ${formatBytes(bytes).padStart(digits)}  ${share.padStart(7)}`;
  });
}

const unnamed = { no_crate: '(names without an owner)', unattributed: '(no names)' } as const;

function ownerName({ crate, kind }: Owner): string {
  if (crate !== null) return printable(crate, NAME);
  return unnamed[kind as keyof typeof unnamed] ?? '?';
}
