import { describe, expect, it } from 'vitest';
import type { FunctionState, WasmModule } from '../src/index.ts';
import {
  addressTaken,
  callGraph,
  callRoots,
  edgeKinds,
  functionLabel,
  moduleNames,
  reachability,
  readWasm,
} from '../src/index.ts';
import { moduleOf, readFile, realFiles } from './fixtures.ts';

const nameOf = (module: WasmModule, node: number): string => {
  const { functions } = callGraph(module);
  return node < functions ? functionLabel(module, node) : `place ${node - functions}`;
};

/** `from -kind-> to`, for every edge. */
function edges(module: WasmModule): string[] {
  const { nodes, rows, targets, kinds } = callGraph(module);
  const found: string[] = [];
  for (let node = 0; node < nodes; node++) {
    for (let edge = rows[node] as number; edge < (rows[node + 1] as number); edge++) {
      const kind = edgeKinds[kinds[edge] as number] as string;
      found.push(`${nameOf(module, node)} -${kind}-> ${nameOf(module, targets[edge] as number)}`);
    }
  }
  return found;
}

function states(module: WasmModule): Record<string, FunctionState> {
  const { state } = reachability(module);
  const { functions } = callGraph(module);
  return Object.fromEntries(
    Array.from({ length: functions }, (_, index) => [functionLabel(module, index), state(index)]),
  );
}

/** A path as text: how each function on it is come to. */
function path(module: WasmModule, name: string): string | undefined {
  const index = [...moduleNames(module).functions.entries()].find(([, of]) => of === name)?.[0];
  if (index === undefined) throw new Error(`no function ${name}`);
  const steps = reachability(module).pathTo(index);
  return steps
    ?.map((step) => `${step.via}${step.export ? ` ${step.export}` : ''}: ${nameOf(module, step.function)}`)
    .join(', ');
}

const CALLS = `
(module
  (type $unary (func (param i32)))
  (type $nullary (func))
  (import "env" "log" (func $log (param i32)))
  (import "env" "idle" (func $idle))
  (table 10 funcref)
  (elem (i32.const 0) func $by_table $not_called)
  (func $run (export "run") (call $step) (call $step) (call $step))
  (func $step (call $log (i32.const 1)) (call_indirect (type $unary) (i32.const 1) (i32.const 0)) return_call $last)
  (func $last (drop (ref.func $by_reference)))
  (func $by_table (param i32) (call $deep))
  (func $deep)
  (func $not_called (param i64) (call $behind))
  (func $behind)
  (func $by_reference)
  (func $dead (call $dead_too))
  (func $dead_too)
  (elem declare func $by_reference)
)`;

describe('the call graph', async () => {
  const module = await moduleOf(CALLS);

  it('has an edge of its kind for every way to lead on, each once', () => {
    expect(edges(module)).toEqual([
      'run -call-> step',
      'step -call-> log',
      'step -call_indirect-> place 0',
      'step -return_call-> last',
      'last -ref_func-> by_reference',
      'by_table -call-> deep',
      'not_called -call-> behind',
      'dead -call-> dead_too',
      'place 0 -member-> by_table',
    ]);
  });

  it('keeps ways of two kinds between the same functions apart', async () => {
    const both = await moduleOf(`(module (elem declare func $b)
      (func $a (drop (ref.func $b)) (call $b) (drop (ref.func $b)) (call $b)) (func $b))`);
    expect(edges(both)).toEqual(['a -ref_func-> b', 'a -call-> b']);
  });

  it('tells reachable, retained and unreferenced functions apart', () => {
    expect(states(module)).toEqual({
      log: 'reachable',
      idle: 'unreferenced',
      run: 'reachable',
      step: 'reachable',
      last: 'reachable',
      by_table: 'reachable',
      deep: 'reachable',
      not_called: 'retained',
      behind: 'retained',
      by_reference: 'reachable',
      dead: 'unreferenced',
      dead_too: 'unreferenced',
    });
  });

  it('gives the shortest path from an export, with how each step is made', () => {
    expect(path(module, 'deep')).toBe('export run: run, call: step, call_indirect: by_table, call: deep');
    expect(path(module, 'by_reference')).toBe(
      'export run: run, call: step, return_call: last, ref_func: by_reference',
    );
    expect(path(module, 'run')).toBe('export run: run');
    expect(path(module, 'not_called')).toBeUndefined();
    expect(path(module, 'dead')).toBeUndefined();
  });
});

describe('the path', () => {
  it('is the shortest of several', async () => {
    const module = await moduleOf(`(module
      (func (export "long") (call $a)) (func $a (call $b)) (func $b (call $goal))
      (func $goal) (func (export "short") (call $goal)))`);
    expect(path(module, 'goal')).toBe('export short: short, call: goal');
  });
});

describe('where execution enters', () => {
  it('is every export and the start function', async () => {
    const module = await moduleOf(
      '(module (func $f (export "a") (export "b")) (func $s) (func $no) (start $s))',
    );
    expect([...callRoots(module)]).toEqual([
      { function: 0, kind: 'export', export: 'a' },
      { function: 0, kind: 'export', export: 'b' },
      { function: 1, kind: 'start', export: undefined },
    ]);
    expect(path(module, 's')).toBe('start: s');
  });

  it('is what a table or global shows to the host', async () => {
    const module = await moduleOf(`(module
      (import "env" "shared" (table $shared 4 funcref))
      (table $exported (export "callbacks") 4 funcref)
      (table $private 4 funcref)
      (table $filled (export "filled") 1 funcref (ref.func $initial))
      (global (export "handler") funcref (ref.func $handler))
      (global funcref (ref.func $hidden))
      (elem (table $shared) (i32.const 0) func $one)
      (elem (table $exported) (i32.const 0) func $two)
      (elem (table $private) (i32.const 0) func $three)
      (elem $later func $four)
      (elem declare func $five)
      (func $one) (func $two) (func $three) (func $four) (func $five)
      (func $initial) (func $handler) (func $hidden))`);
    expect(states(module)).toEqual({
      one: 'reachable',
      two: 'reachable',
      three: 'retained',
      four: 'reachable',
      five: 'retained',
      initial: 'reachable',
      handler: 'reachable',
      hidden: 'retained',
    });
    expect(path(module, 'two')).toBe('table: two');
    expect(path(module, 'handler')).toBe('global: handler');
    expect(addressTaken(module)).toHaveLength(8);
  });
});

describe('a call by type', () => {
  it('reaches functions of an equal type and of a declared subtype, no others', async () => {
    const module = await moduleOf(`(module
      (type $base (sub (func)))
      (type $derived (sub $base (func)))
      (type $leaf (sub final $derived (func)))
      (type $other (sub (func (param i32))))
      (table 9 funcref)
      (elem (i32.const 0) func $is_base $is_derived $is_leaf $is_other)
      (func $is_base (type $base)) (func $is_derived (type $derived)) (func $is_leaf (type $leaf))
      (func $is_other (type $other))
      (func (export "run") (param (ref $derived)) (call_ref $derived (local.get 0))))`);
    expect(states(module)).toMatchObject({
      is_base: 'retained',
      is_derived: 'reachable',
      is_leaf: 'reachable',
      is_other: 'retained',
    });
    expect(path(module, 'is_leaf')).toBe('export run: run, call_ref: is_leaf');
  });

  it('reaches a function that code alone takes the address of', async () => {
    const module = await moduleOf(`(module (type $f (func))
      (func $target (export "target")) (func (param (ref $f)) (drop (ref.func $target)) (call_ref $f (local.get 0))))`);
    expect(edges(module)).toEqual([
      'func[1] -ref_func-> target',
      'func[1] -call_ref-> place 0',
      'place 0 -member-> target',
    ]);
  });

  it('does not reach a function whose address nobody takes', async () => {
    const module = await moduleOf(`(module (table 1 funcref)
      (func (export "run") (call_indirect (i32.const 0))) (func $same_type))`);
    expect(states(module)['same_type']).toBe('unreferenced');
  });
});

describe('an index out of range in code', () => {
  it.each([
    ['call 7', 'function 7 does not exist: there are 1'],
    ['return_call 7', 'function 7 does not exist'],
    ['ref.func 7', 'function 7 does not exist'],
    ['call_indirect (type 9)', 'type 9 does not exist: there are 1'],
    ['call_ref 9', 'type 9 does not exist'],
  ])('%s is refused', async (text, message) => {
    const module = await moduleOf(`(module (table 1 funcref) (func ${text}))`);
    expect(() => callGraph(module)).toThrow(message);
  });

  it.each([
    ['(export "x" (func 7))', 'function 7 does not exist'],
    ['(start 7)', 'function 7 does not exist'],
    ['(table 1 funcref) (elem (i32.const 0) func 7)', 'function 7 does not exist'],
    ['(global funcref (ref.func 7))', 'function 7 does not exist'],
  ])('and so is %s', async (text, message) => {
    const module = await moduleOf(`(module ${text} (func))`);
    expect(() => reachability(module)).toThrow(message);
  });
});

describe('a real module', () => {
  it('has a path of real edges to every reachable function', () => {
    const module = readWasm(readFile(realFiles['wasm-tools.core2'] as string)) as WasmModule;
    const { graph, state, pathTo } = reachability(module);
    let reachable = 0;
    let calls = 0;
    for (let index = 0; index < graph.functions; index++) {
      if (state(index) !== 'reachable') continue;
      reachable++;
      const steps = pathTo(index) ?? [];
      expect(steps.at(-1)?.function).toBe(index);
      expect(['export', 'start', 'table', 'global']).toContain(steps[0]?.via);
      for (const [at, step] of steps.entries()) {
        if (step.via !== 'call') continue;
        calls++;
        const caller = steps[at - 1]?.function as number;
        expect([...graph.targets.subarray(graph.rows[caller], graph.rows[caller + 1])]).toContain(
          step.function,
        );
      }
    }
    expect(reachable).toBeGreaterThan(50);
    expect(calls).toBeGreaterThan(50);
  });
});
