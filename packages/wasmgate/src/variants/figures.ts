import { formatBytes } from '@wasmgate/words';
import type { Member } from './member.ts';

/** A row of the table that needs no statistics: less is better in all of them. */
export interface Figure {
  readonly label: string;
  /** What is said of who has the least. */
  readonly least: string;
  readonly of: (member: Member) => number | null;
  readonly format: (value: number) => string;
}

const formatCount = (count: number): string => count.toLocaleString('en-US');
const ofMemory = (metric: string) => (member: Member) => member.memory?.[metric] ?? null;
/** Of every call that is made: a prefix stands for a family of metrics. */
const sumOf =
  (prefix: string) =>
  ({ memory }: Member): number | null => {
    const values = Object.entries(memory ?? {}).filter(([name]) => name.startsWith(prefix));
    return values.length === 0 ? null : values.reduce((sum, [, value]) => sum + value, 0);
  };

/** Everything that is held against each other but starts, in the order of the table. */
export const figures: readonly Figure[] = [
  { label: 'size', least: 'smallest', of: ({ raw }) => raw, format: formatBytes },
  { label: 'size, gzip', least: 'smallest after gzip', of: ({ gzip }) => gzip, format: formatBytes },
  { label: 'size, brotli', least: 'smallest after brotli', of: ({ brotli }) => brotli, format: formatBytes },
  {
    label: 'allocator code',
    least: 'smallest allocator',
    of: ({ allocatorBytes }) => allocatorBytes,
    format: formatBytes,
  },
  {
    label: 'allocations',
    least: 'fewest allocations',
    of: sumOf('wasm_heap_allocations_'),
    format: formatCount,
  },
  {
    label: 'bytes allocated',
    least: 'fewest bytes allocated',
    of: sumOf('wasm_heap_bytes_'),
    format: formatBytes,
  },
  {
    label: 'peak of live bytes',
    least: 'lowest peak',
    of: ofMemory('wasm_heap_peak_bytes'),
    format: formatBytes,
  },
  { label: 'memory, pages', least: 'fewest pages', of: ofMemory('wasm_heap_pages'), format: formatCount },
  { label: 'waste', least: 'least waste', of: waste, format: formatBytes },
  {
    label: 'leaked a call',
    least: 'least leaked',
    of: ofMemory('wasm_heap_leaked_bytes'),
    format: formatBytes,
  },
  {
    label: 'fragmentation',
    least: 'least fragmented',
    of: ofMemory('wasm_heap_fragmentation_pct'),
    format: (pct) => `${pct} %`,
  },
];

const PAGE = 65_536;

/** Linear memory that is held after the last call, less the most that lived at once. */
function waste({ memory }: Member): number | null {
  const [pages, peak] = [memory?.['wasm_heap_pages'], memory?.['wasm_heap_peak_bytes']];
  return pages === undefined || peak === undefined ? null : pages * PAGE - peak;
}
