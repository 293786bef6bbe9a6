import { callGraph, mainCoreModule, readWasm, retention, type CallGraph } from '@wasmgate/wasm-model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graphRoots } from '../src/program/graph-roots.ts';
import { retainedByLabel } from '../src/program/retained-by-label.ts';
import { realFile } from './analyse-bytes.ts';

it.each([1, 3, 40, 100])(
  'what %i labels retain on a real module is what one search for each says',
  (labels) => {
    const { module } = mainCoreModule(readWasm(realFile('clawft-agent', 'named'))) ?? {};
    if (module === undefined) throw new Error('no module');
    const { shallow, retainedBy } = retention(module);
    const label = Uint32Array.from(shallow, (bytes, index) => (bytes * 7 + index * 13) % (labels + 1));
    const sums = retainedByLabel(callGraph(module), graphRoots(module), { label, labels, bytes: shallow });
    for (let one = 0; one < labels; one++) {
      const set = [...label.keys()].filter((index) => label[index] === one);
      expect([one, sums[one]]).toEqual([one, retainedBy(set).retainedBytes]);
    }
  },
);

/** Bytes of the functions of a label, and of those that the roots do not lead to once these are gone. */
function bruteForce(graph: CallGraph, roots: readonly number[], label: Uint32Array, one: number): number {
  const reach = (gone: (node: number) => boolean): Set<number> => {
    const seen = new Set(roots.filter((root) => !gone(root)));
    for (const node of seen) {
      const edges = graph.targets.subarray(graph.rows[node], graph.rows[node + 1]);
      for (const target of edges) if (!gone(target)) seen.add(target);
    }
    return seen;
  };
  const all = reach(() => false);
  const left = reach((node) => label[node] === one);
  let bytes = 0;
  for (let node = 0; node < graph.nodes; node++)
    if (label[node] === one || (all.has(node) && !left.has(node))) bytes += 1 << node;
  return bytes;
}

it('what a label retains is what is lost without it, on any graph', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 10, maxLength: 10 }),
      fc.array(fc.nat(3), { minLength: 10, maxLength: 10 }),
      fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 3 }),
      (edges, labels, roots) => {
        const rows = Uint32Array.from([0, ...edges].keys(), (node) =>
          edges.slice(0, node).reduce((sum, targets) => sum + targets.length, 0),
        );
        const graph = {
          nodes: 10,
          functions: 10,
          rows,
          targets: Uint32Array.from(edges.flat()),
        } as unknown as CallGraph;
        const label = Uint32Array.from(labels);
        const bytes = Uint32Array.from({ length: 10 }, (_, node) => 1 << node);
        const sums = retainedByLabel(graph, Uint32Array.from(roots), { label, labels: 3, bytes });
        expect([...sums]).toEqual([0, 1, 2].map((one) => bruteForce(graph, roots, label, one)));
      },
    ),
  );
});
