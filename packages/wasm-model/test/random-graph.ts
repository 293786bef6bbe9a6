import fc from 'fast-check';
import type { Rows } from '../src/index.ts';

/** A graph as lists: per node the nodes that it leads to, duplicates and loops included. */
export interface RandomGraph {
  readonly edges: readonly (readonly number[])[];
  readonly roots: readonly number[];
}

export const randomGraph = (maxNodes: number): fc.Arbitrary<RandomGraph> =>
  fc.integer({ min: 1, max: maxNodes }).chain((nodes) => {
    const node = fc.nat(nodes - 1);
    return fc.record({
      edges: fc.array(fc.array(node, { maxLength: 4 }), { minLength: nodes, maxLength: nodes }),
      roots: fc.array(node, { maxLength: 3 }),
    });
  });

export function toRows({ edges }: RandomGraph): Rows {
  const rows = new Uint32Array(edges.length + 1);
  for (const [node, targets] of edges.entries()) rows[node + 1] = (rows[node] as number) + targets.length;
  return { nodes: edges.length, rows, targets: Uint32Array.from(edges.flat()) };
}

/** What the roots lead to without the removed nodes: the plainest way to say it. */
export function reachedWithout({ edges, roots }: RandomGraph, removed: ReadonlySet<number>): Set<number> {
  const reached = new Set<number>();
  const open = roots.filter((root) => !removed.has(root));
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const target of edges[node] ?? []) if (!removed.has(target)) open.push(target);
  }
  return reached;
}
