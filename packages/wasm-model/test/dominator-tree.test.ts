import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_NODE, dominatorTree } from '../src/index.ts';
import { randomGraph, reachedWithout, toRows } from './random-graph.ts';

const none = (values: Iterable<number>): (number | undefined)[] =>
  Array.from(values, (value) => (value === NO_NODE ? undefined : value));

describe('the dominator tree', () => {
  it('is that of the example in the paper of Lengauer and Tarjan', () => {
    // Figure 1, R = 0, A to L = 1 to 12.
    const [R, A, B, C, D, E, F, G, H, I, J, K, L] = Array.from({ length: 13 }, (_, at) => at) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const edges: number[][] = [];
    edges[R] = [A, B, C];
    edges[A] = [D];
    edges[B] = [A, D, E];
    edges[C] = [F, G];
    edges[D] = [L];
    edges[E] = [H];
    edges[F] = [I];
    edges[G] = [I, J];
    edges[H] = [E, K];
    edges[I] = [K];
    edges[J] = [I];
    edges[K] = [R, I];
    edges[L] = [H];
    const { dominator } = dominatorTree(toRows({ edges, roots: [R] }), [R]);
    expect(none(dominator)).toEqual([undefined, R, R, R, R, R, C, C, R, R, G, R, D]);
  });

  it('agrees with the definition on any graph', () => {
    fc.assert(
      fc.property(randomGraph(14), (graph) => {
        const { edges, roots } = graph;
        const tree = dominatorTree(toRows(graph), roots);
        const reached = reachedWithout(graph, new Set());
        expect(new Set(tree.order)).toEqual(reached);
        expect(tree.order).toHaveLength(reached.size);
        const dominates = edges.map((_, a) => {
          const rest = reachedWithout(graph, new Set([a]));
          return (b: number): boolean => a !== b && reached.has(b) && !rest.has(b);
        });
        for (const b of edges.keys()) {
          expect(tree.isReached(b)).toBe(reached.has(b));
          const above = [...edges.keys()].filter((a) => dominates[a]?.(b));
          // The immediate one is dominated by all the others.
          const immediate = above.find((a) => above.every((other) => other === a || dominates[other]?.(a)));
          expect(none([tree.dominator[b] as number])).toEqual([immediate]);
        }
        const place = new Map([...tree.order].map((node, at) => [node, at]));
        for (const node of tree.order) {
          const above = tree.dominator[node] as number;
          if (above !== NO_NODE) expect(place.get(above)).toBeLessThan(place.get(node) as number);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a chain of two hundred thousand nodes, with a way back from each, needs no deep stack', () => {
    const nodes = 200_000;
    const edges = Array.from({ length: nodes }, (_, node) => [
      ...(node + 1 < nodes ? [node + 1] : []),
      Math.floor(node / 2),
    ]);
    const { dominator } = dominatorTree(toRows({ edges, roots: [0] }), [0]);
    expect(dominator[0]).toBe(NO_NODE);
    expect(dominator.subarray(1).every((above, at) => above === at)).toBe(true);
  });

  it('of a graph without roots is empty', () => {
    const { order, dominator } = dominatorTree(toRows({ edges: [[1], [0]], roots: [] }), []);
    expect(order).toHaveLength(0);
    expect(none(dominator)).toEqual([undefined, undefined]);
  });
});
