import { expect, test } from 'vitest';

import { run } from './with-instance.ts';

const arithmetic = `(module
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (export "wide") (param i64) (result i64) (local.get 0))
  (func (export "halves") (param f32 f64) (result f32 f64) (local.get 0) (local.get 1))
  (func (export "nothing"))
  (func (export "reference") (param externref))
  (memory (export "memory") 1))`;

test('numbers go in and come out', () => {
  const calls = [
    'add(1, 2)',
    'add(4294967295, 1)',
    'wide(-9223372036854775808)',
    'halves(0.5, -inf)',
    'nothing()',
  ];
  expect(run(arithmetic, calls).results).toEqual([[3], [0], [-(2n ** 63n)], [0.5, -Infinity], []]);
});

test.each([
  ['add(1)', 'arguments', 'takes 2 arguments, got 1'],
  ['add(1, 4294967296)', 'arguments', 'does not fit i32'],
  ['add(1, 1.5)', 'arguments', 'expected i32'],
  ['add(1, "2")', 'arguments', 'got a string'],
  ['halves(true, 1)', 'arguments', 'expected f32'],
  ['reference(1)', 'unsupported', 'not a number'],
  ['absent()', 'export_missing', '`absent`'],
  ['memory()', 'export_missing', '`memory`'],
])('%s is refused before anything runs', (call, kind, message) => {
  expect(() => run(arithmetic, [call])).toThrow(
    expect.objectContaining({ kind, message: expect.stringContaining(message) }),
  );
});

test('instantiating does not call _initialize', () => {
  const text = `(module (global $n (mut i32) (i32.const 0))
    (func (export "_initialize") (global.set $n (i32.const 7)))
    (func (export "n") (result i32) (global.get $n)))`;
  expect(run(text, ['n()', '_initialize()', 'n()']).results).toEqual([[0], [], [7]]);
});

test('WASI preview1 is there, with nothing behind it', () => {
  const text = `(module
    (import "wasi_snapshot_preview1" "environ_sizes_get" (func $e (param i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_prestat_get" (func $p (param i32 i32) (result i32)))
    (memory (export "memory") 1)
    (func (export "variables") (result i32) (drop (call $e (i32.const 0) (i32.const 4))) (i32.load (i32.const 0)))
    (func (export "first-folder") (result i32) (call $p (i32.const 3) (i32.const 8))))`;
  const badDescriptor = 8;
  expect(run(text, ['variables()', 'first-folder()']).results).toEqual([[0], [badDescriptor]]);
});

test.each([0, 3])('exit status %i is told from a trap', (status) => {
  const text = `(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 1) (func (export "_start") (call $exit (i32.const ${status}))))`;
  expect(() => run(text, ['_start()'])).toThrow(
    expect.objectContaining({ kind: 'exit', exitStatus: status }),
  );
});

test('the number of memories is limited', () => {
  const text = '(module (memory 1) (memory 1) (memory 1))';
  expect(() => run(text, [], { store: { memories: 3 } })).not.toThrow();
  expect(() => run(text, [], { store: { memories: 2 } })).toThrow(expect.objectContaining({ kind: 'limit' }));
});

test('an instance whose memory outgrows the limit cannot be made, and growing beyond it fails', () => {
  const store = { memoryBytes: 1 << 20 };
  expect(() => run('(module (memory 17))', [], { store })).toThrow(
    expect.objectContaining({ kind: 'out_of_memory' }),
  );
  const grow =
    '(module (memory 1) (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))';
  expect(run(grow, ['grow(15)', 'grow(1)'], { store }).results).toEqual([[1], [-1]]);
});
