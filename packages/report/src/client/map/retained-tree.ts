import type { Program } from '@wasmgate/contracts/generated/tree';
import { ownerName, ownerWhat } from './owner-kind.ts';
import { group, groupBy, sumOf, type TreeNode } from './tree-node.ts';

/** Levels: a hostile file has a chain of all its functions, of which nobody opens more than these. */
const MAX_DEPTH = 200;

/**
 * Code by who holds it: below a function stands what is there through it alone, so that its area is what it retains. Functions that
 * nobody holds stand below their owners.
 */
export function retainedTree(program: Program): TreeNode {
  const { functions, owners, modules } = program;
  const held = groupBy(
    [...functions.name.keys()].filter((index) => (functions.holder[index] ?? -1) >= 0),
    (index) => functions.holder[index] ?? -1,
  );
  const ownerOf = (index: number): number => modules[functions.module[index] ?? 0]?.owner ?? 0;
  const toneOf = (index: number): TreeNode['tone'] => owners[ownerOf(index)]?.kind ?? 'no_crate';
  const node = (index: number, depth: number): TreeNode => {
    const tone = toneOf(index);
    const [bytes, own] = [functions.retained?.[index] ?? 0, functions.bytes[index] ?? 0];
    const inside = depth >= MAX_DEPTH ? [] : (held.get(index) ?? []).map((one) => node(one, depth + 1));
    const rest = bytes - own - sumOf(inside, (one) => one.bytes);
    const name = functions.name[index] ?? '';
    const leaf = { what: 'function', tone, function: index, parts: [] };
    if (inside.length === 0 && rest <= 0) return { name, bytes, ...leaf };
    const itself = { name: 'itself', bytes: own, ...leaf };
    return {
      ...group({ name, what: 'function', tone }, [
        itself,
        ...inside,
        ...(rest > 0
          ? [{ name: 'small functions', what: 'not listed one by one', tone, bytes: rest, parts: [] }]
          : []),
      ]),
      function: index,
    };
  };
  const tops = [...functions.name.keys()].filter((index) => (functions.holder[index] ?? -1) < 0);
  const byOwner = [...groupBy(tops, ownerOf)].map(([owner, inside]) => {
    const { crate = null, kind = 'no_crate' } = owners[owner] ?? {};
    return group(
      { name: ownerName({ crate, kind }), what: ownerWhat[kind], tone: kind },
      inside.map((index) => node(index, 0)),
    );
  });
  const all = sumOf(functions.bytes, (bytes) => bytes) + sumOf(program.others, ({ bytes }) => bytes);
  const left = all - sumOf(byOwner, ({ bytes }) => bytes);
  return group({ name: 'code', what: 'by who holds it', tone: 'crate' }, [
    ...byOwner,
    ...(left > 0
      ? [
          {
            name: 'small functions',
            what: 'not listed one by one',
            tone: 'no_crate',
            bytes: left,
            parts: [],
          } as const,
        ]
      : []),
  ]);
}
