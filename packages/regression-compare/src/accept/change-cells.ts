import { cell } from '@wasmgate/cli-kit';
import { basisText, isSameBasis, type Basis } from '@wasmgate/contracts/basis';
import { formatPct } from '@wasmgate/words';
import type { Change } from './plan.ts';

/** Cells of a row: the key, the value before, after, and by how much it changed. */
export function changeCells({ path, from, to }: Pick<Change, 'path' | 'from' | 'to'>): string[] {
  const [before, after] = [figureOf(from), figureOf(to)];
  return [cell(path.join(' / '), 90), shownValue(before), shownValue(after), changeOf(before, after)];
}

/** By how much a number changed; empty where that cannot be said. */
export function changeOf(before: unknown, after: unknown): string {
  return typeof before === 'number' && typeof after === 'number' && before !== 0
    ? formatPct(((after - before) / before) * 100)
    : '';
}

/** The figure of an exact or timed entry; of anything else what stands there. */
export function figureOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { value: exact, p50, sha256 } = value as Record<string, unknown>;
  return exact ?? p50 ?? (typeof sha256 === 'string' ? sha256.slice(0, 12) : value);
}

/** That two entries are of different bases; empty when they are not, or have none. */
export function basisNote(from: unknown, to: unknown): string {
  const [before, after] = [from, to].map((side) =>
    typeof side === 'object' && side !== null ? (side as { basis?: Basis }).basis : undefined,
  );
  if (before === undefined || after === undefined || isSameBasis(before, after)) return '';
  return `basis: was ${cell(basisText(before), 60)}`;
}

/** A value of baseline.json as a cell; `-` where there is none. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '-';
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 4 });
  return cell(typeof value === 'string' ? value : JSON.stringify(value), 40);
}
