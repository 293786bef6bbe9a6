import type { Owner } from './owner-kind.ts';

/** What a tile means, which decides how it looks. */
export type Tone =
  | Owner['kind']
  | 'data'
  | 'core_sections'
  | 'custom_sections'
  | 'wrapper'
  | 'grew'
  | 'shrank';

/** A piece of a file, and what it consists of. */
export interface TreeNode {
  readonly name: string;
  /** What it is, in a word: section, crate, module, function. */
  readonly what: string;
  readonly tone: Tone;
  /** Its area: of what has parts their sum. */
  readonly bytes: number;
  /** The change, where changes are shown: its area is how large they are together. */
  readonly delta?: number;
  /** Place of the function in the tree's columns. */
  readonly function?: number;
  /** What else there is to say of it. */
  readonly note?: string;
  /** Largest first. */
  readonly parts: readonly TreeNode[];
}

/** A node of these parts, in their order of size. */
export function group(node: Pick<TreeNode, 'name' | 'what' | 'tone'>, parts: readonly TreeNode[]): TreeNode {
  const deltas = parts.flatMap(({ delta }) => delta ?? []);
  return {
    ...node,
    bytes: sumOf(parts, ({ bytes }) => bytes),
    ...(deltas.length === 0 ? {} : { delta: sumOf(deltas, (delta) => delta) }),
    parts: parts.filter(({ bytes }) => bytes > 0).toSorted((a, b) => b.bytes - a.bytes),
  };
}

/** The sum of a figure. */
export const sumOf = <T>(all: readonly T[], figure: (one: T) => number): number =>
  all.reduce((sum, one) => sum + figure(one), 0);

/** What has the same key, in the order in which keys first occur. */
export function groupBy<T, K>(all: readonly T[], key: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const known = groups.get(key(one));
    if (known === undefined) groups.set(key(one), [one]);
    else known.push(one);
  }
  return groups;
}
