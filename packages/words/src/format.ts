import { kilobytes } from '@wasmgate/contracts/kilobytes';

/** Bytes with separators: `81,147 B`. */
export function formatBytes(bytes: number): string {
  return `${bytes.toLocaleString('en-US')} B`;
}

/** A difference of bytes with its sign: `+1,234 B`, `-12.3 kB` from ten of those on; `0 B`. */
export function formatDelta(bytes: number): string {
  const sign = bytes > 0 ? '+' : bytes < 0 ? '-' : '';
  const size = Math.abs(bytes);
  return `${sign}${size < 10_240 ? formatBytes(size) : `${kilobytes(size).toFixed(1)} kB`}`;
}

/** Milliseconds in a unit that suits their size: `44.1 ms`, `16.2 us`. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toPrecision(3)} s`;
  if (ms >= 1) return `${ms.toPrecision(3)} ms`;
  return `${(ms * 1000).toPrecision(3)} us`;
}

/** A change in percent, with its sign: `+2.1 %`. */
export function formatPct(pct: number): string {
  return `${pct > 0 ? '+' : ''}${pct.toFixed(Math.abs(pct) < 10 ? 1 : 0)} %`;
}

/** A figure of any metric, rounded to what a reader needs: whole numbers as they are, others to four digits at most. */
export function formatFigure(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 1 ? value.toPrecision(4) : String(Math.round(value * 100) / 100);
}
