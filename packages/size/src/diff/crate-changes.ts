import type { CrateChange, CrateSize, Diff } from '@wasmgate/contracts/size';
import { largest, sumOf } from '../breakdown/largest.ts';
import type { Analysis } from '../breakdown/make-breakdown.ts';

/** Crates whose functions changed, the largest difference first; what the list leaves out stands in `others`. */
export function crateChanges(old: Analysis, now: Analysis, limit: number): Diff['crates'] {
  const before = byName(old);
  const after = byName(now);
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const all = names
    .map((name) => change(before.get(name), after.get(name)))
    .filter((one) => one.delta_bytes !== 0 || one.instantiated_for_delta_bytes !== 0);
  const { items, rest } = largest(all, limit, ({ delta_bytes }) => Math.abs(delta_bytes));
  const [a, b] = [old.breakdown.crates.others, now.breakdown.crates.others];
  return {
    count: all.length,
    items: [...items],
    others: {
      count: rest.length,
      delta_bytes: sumOf(rest, ({ delta_bytes }) => delta_bytes) + b.bytes - a.bytes,
    },
  };
}

/** A crate has one entry, and so has each kind that is no crate. */
const byName = ({ breakdown }: Analysis): Map<string, CrateSize> =>
  new Map(breakdown.crates.items.map((one) => [`${one.kind} ${one.crate ?? ''}`, one]));

function change(before: CrateSize | undefined, after: CrateSize | undefined): CrateChange {
  const shown = (after ?? before) as CrateSize;
  const [a, b] = [before?.retained_bytes ?? 0, after?.retained_bytes ?? 0];
  const unknown = before?.retained_bytes === null || after?.retained_bytes === null;
  return {
    crate: shown.crate,
    kind: shown.kind,
    status: before === undefined ? 'new' : after === undefined ? 'removed' : 'changed',
    old_bytes: before?.bytes ?? 0,
    new_bytes: after?.bytes ?? 0,
    delta_bytes: (after?.bytes ?? 0) - (before?.bytes ?? 0),
    instantiated_for_delta_bytes:
      (after?.instantiated_for_bytes ?? 0) - (before?.instantiated_for_bytes ?? 0),
    retained_delta_bytes: unknown ? null : b - a,
  };
}
