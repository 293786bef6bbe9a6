import type { NamedBytesList, Section } from '@wasmgate/contracts/size';
import { largest, sumOf } from './largest.ts';

/** Sections of one name in one row, the largest first, cut to `limit`; `less` is counted elsewhere, by name. */
export function sectionGroups(
  sections: readonly Section[],
  limit: number,
  less: Readonly<Record<string, number>> = {},
): NamedBytesList {
  const groups = new Map<string, { name: string; count: number; bytes: number }>();
  for (const { name, kind, bytes } of sections) {
    // A custom section may call itself "code".
    const label = kind === 'custom' ? `custom ${JSON.stringify(name)}` : name;
    const group = groups.get(label) ?? { name: label, count: 0, bytes: -(less[label] ?? 0) };
    group.count += 1;
    group.bytes += bytes;
    groups.set(label, group);
  }
  const all = [...groups.values()];
  const { items, rest } = largest(all, limit, ({ bytes }) => bytes);
  return {
    bytes: sumOf(all, ({ bytes }) => bytes),
    items: [...items],
    others: { count: sumOf(rest, ({ count }) => count), bytes: sumOf(rest, ({ bytes }) => bytes) },
  };
}
