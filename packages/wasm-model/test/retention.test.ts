import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WasmModule } from '../src/index.ts';
import {
  NO_FUNCTION,
  addressTaken,
  callRoots,
  functionLabel,
  moduleFunctions,
  reachability,
  readWasm,
  retention,
} from '../src/index.ts';
import type { Bytes } from './build-wasm.ts';
import { name, section, sized, u32, vec } from './build-wasm.ts';
import { handMade, moduleOf, readFile, realFiles } from './fixtures.ts';
import type { RandomGraph } from './random-graph.ts';
import { randomGraph, reachedWithout } from './random-graph.ts';

/** A module whose functions call as in the graph; the roots are exported, and bodies are padded to differ. */
function moduleFrom({ edges, roots }: RandomGraph): WasmModule {
  const bodies = edges.map((targets, node) =>
    sized(
      0,
      targets.map((target) => [0x10, ...u32(target)]),
      Array.from({ length: (node * 7) % 11 }, () => 0x01),
      0x0b,
    ),
  );
  const exported = roots.map((root, at): Bytes => [name(`e${at}`), 0, u32(root)]);
  return handMade(
    section(1, vec([0x60, 0, 0])),
    section(3, vec(...edges.map(() => 0))),
    section(7, vec(...exported)),
    section(10, vec(...bodies)),
  );
}

const sum = (functions: Iterable<number>, bytes: Uint32Array): number =>
  [...functions].reduce((total, index) => total + (bytes[index] as number), 0);

/** The call graph of a module as lists, types being nodes as well, and all that keeps a function in the file as roots. */
function graphOf(module: WasmModule): RandomGraph {
  const { nodes, rows, targets } = retention(module).graph;
  const { state } = reachability(module);
  const edges = Array.from({ length: nodes }, (_, node) => [...targets.subarray(rows[node], rows[node + 1])]);
  const held = [...addressTaken(module)].filter((index) => state(index) === 'retained');
  return { edges, roots: [...callRoots(module).functions, ...held] };
}

describe('the retained size of a function', () => {
  it('is what nothing leads to once it is gone, on any graph', () => {
    fc.assert(
      fc.property(randomGraph(12), (graph) => {
        const { shallow, retained, retainedBy } = retention(moduleFrom(graph));
        const before = reachedWithout(graph, new Set());
        for (const node of graph.edges.keys()) {
          const after = reachedWithout(graph, new Set([node]));
          const gone = [...before].filter((other) => !after.has(other));
          const expected = before.has(node) ? sum(gone, shallow) : shallow[node];
          expect(retained[node]).toBe(expected);
          expect(retainedBy([node]).retainedBytes).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('counts what it alone calls, not what others call as well', async () => {
    const module = await moduleOf(`(module
      (import "env" "log" (func $log))
      (func (export "a") (call $only_a) (call $both))
      (func (export "b") (call $both) (call $log))
      (func $only_a (call $deep)) (func $deep nop nop nop nop) (func $both nop nop)
      (func $dead nop (call $dead_too)) (func $dead_too))`);
    const { shallow, retained, dominator } = retention(module);
    expect([...shallow]).toEqual([0, 7, 7, 5, 7, 5, 6, 3]);
    expect([...retained]).toEqual([0, 19, 7, 12, 7, 5, 6, 3]);
    const above = [...dominator].map((index) => (index === NO_FUNCTION ? '-' : functionLabel(module, index)));
    expect(above).toEqual(['b', '-', '-', 'a', 'only_a', '-', '-', '-']);
  });

  it('follows calls by type', async () => {
    const module = await moduleOf(`(module
      (type $t (func (param i32)))
      (table 4 funcref) (elem (i32.const 0) func $by_table $held)
      (func (export "run") (call $dispatch))
      (func $dispatch (call_indirect (type $t) (i32.const 1) (i32.const 0)))
      (func $by_table (type $t)) (func $held (call $behind)) (func $behind))`);
    const { retained, dominator, retainedBy } = retention(module);
    expect([...dominator]).toEqual([NO_FUNCTION, 0, 1, NO_FUNCTION, 3]);
    expect([...retained]).toEqual([5 + 10 + 3, 10 + 3, 3, 5 + 3, 3]);
    expect(retainedBy([1])).toEqual({ shallowBytes: 10, retainedBytes: 13, functions: 2 });
  });
});

describe('the retained size of a set', () => {
  it('is what nothing leads to once all of it is gone, on any graph', () => {
    const cases = randomGraph(12).chain((graph) =>
      fc.record({ graph: fc.constant(graph), set: fc.subarray([...graph.edges.keys()]) }),
    );
    fc.assert(
      fc.property(cases, ({ graph, set }) => {
        const { shallow, retainedBy } = retention(moduleFrom(graph));
        const before = reachedWithout(graph, new Set());
        const after = reachedWithout(graph, new Set(set));
        const gone = new Set([...set, ...[...before].filter((node) => !after.has(node))]);
        expect(retainedBy(set)).toEqual({
          shallowBytes: sum(set, shallow),
          retainedBytes: sum(gone, shallow),
          functions: gone.size,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('can be more than the sum of its members', async () => {
    const module = await moduleOf(`(module
      (func (export "x") (call $a) (call $b)) (func $a (call $shared)) (func $b (call $shared))
      (func $shared nop nop nop))`);
    const { retainedBy } = retention(module);
    expect(retainedBy([1]).retainedBytes).toBe(5);
    expect(retainedBy([2]).retainedBytes).toBe(5);
    expect(retainedBy([1, 2, 1])).toEqual({ shallowBytes: 10, retainedBytes: 16, functions: 3 });
    expect(retainedBy([])).toEqual({ shallowBytes: 0, retainedBytes: 0, functions: 0 });
    expect(() => retainedBy([9])).toThrow(RangeError);
  });
});

describe('a real module', () => {
  it.each(['wasm-tools.core2', 'bindgen.core'])(
    '%s: sizes are those of removing and searching again',
    (file) => {
      const module = readWasm(readFile(realFiles[file] as string)) as WasmModule;
      const { shallow, retained, retainedBy, dominator } = retention(module);
      const { count, imported } = moduleFunctions(module);
      const graph = graphOf(module);
      const before = reachedWithout(graph, new Set());
      const kept = [...before].filter((node) => node < count);
      expect(sum(kept, shallow)).toBe(
        sum(
          kept.filter((node) => dominator[node] === NO_FUNCTION),
          retained,
        ),
      );
      let removed = 0;
      for (let index = imported; index < count; index += Math.ceil(count / 12)) {
        const after = reachedWithout(graph, new Set([index]));
        const gone = [...before].filter((node) => !after.has(node) && node < count);
        expect(retainedBy([index]).retainedBytes).toBe(retained[index]);
        if (!before.has(index)) continue;
        expect(retained[index]).toBe(sum(gone, shallow));
        removed++;
      }
      expect(removed).toBeGreaterThan(2);
    },
  );
});
