import { expect, test } from 'vitest';

import { run } from './with-instance.ts';

/** A component whose core is an allocator and functions that give back what they are given. */
const echo = `(component
  (core module $m
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.set $next (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.get $next)
      (global.set $next (i32.add (global.get $next) (local.get 3))))
    (func (export "pair") (param i32 i32) (result i32)
      (i32.store (i32.const 0) (local.get 0)) (i32.store (i32.const 4) (local.get 1)) (i32.const 0))
    (func (export "same32") (param i32) (result i32) (local.get 0))
    (func (export "same64") (param i64) (result i64) (local.get 0))
    (func (export "samef") (param f64) (result f64) (local.get 0))
    (func (export "both") (param i32 i32) (result i32) (local.get 1))
    (func (export "nothing"))
    (func (export "trap") unreachable))
  (core instance $i (instantiate $m))
  (alias core export $i "memory" (core memory $memory))
  (alias core export $i "realloc" (core func $realloc))
  (func (export "text") (param "x" string) (result string)
    (canon lift (core func $i "pair") (memory $memory) (realloc $realloc)))
  (func (export "texts") (param "x" (list string)) (result (list string))
    (canon lift (core func $i "pair") (memory $memory) (realloc $realloc)))
  (func (export "bytes") (param "x" (list u8)) (result (list u8))
    (canon lift (core func $i "pair") (memory $memory) (realloc $realloc)))
  (func (export "flag") (param "x" bool) (result bool) (canon lift (core func $i "same32")))
  (func (export "letter") (param "x" char) (result char) (canon lift (core func $i "same32")))
  (func (export "small") (param "x" s8) (result s8) (canon lift (core func $i "same32")))
  (func (export "large") (param "x" u64) (result u64) (canon lift (core func $i "same64")))
  (func (export "real") (param "x" f64) (result f64) (canon lift (core func $i "samef")))
  (func (export "outcome") (param "x" u32) (result (result)) (canon lift (core func $i "same32")))
  (func (export "maybe") (param "x" (option bool)) (result bool)
    (canon lift (core func $i "both")))
  (func $nothing (export "nothing") (canon lift (core func $i "nothing")))
  (func (export "trap") (canon lift (core func $i "trap")))
  (instance (export "test:pkg/api@1.2.0") (export "inner" (func $nothing))))`;

test.each([
  ['text("grüße, \\u{1F600}")', 'grüße, \u{1F600}'],
  ['text("")', ''],
  ['texts(["a", "", "bcd"])', ['a', '', 'bcd']],
  ['texts([])', []],
  ['bytes([0, 255])', [0, 255]],
  ['flag(true)', true],
  ["letter('ß')", 'ß'],
  ['small(-128)', -128],
  ['large(18446744073709551615)', 2n ** 64n - 1n],
  ['real(-0.25)', -0.25],
  ['outcome(0)', { ok: null }],
  ['outcome(1)', { err: null }],
])('%s comes back', (call, expected) => {
  expect(run(echo, [call]).results).toEqual([[expected]]);
});

test('a function inside an exported instance', () => {
  expect(run(echo, ['test:pkg/api@1.2.0#inner()', 'nothing()']).results).toEqual([[], []]);
});

test.each([
  ['text(1)', 'arguments', 'a string'],
  ['texts(["a", 1])', 'arguments', 'a string'],
  ['bytes([256])', 'arguments', 'does not fit u8'],
  ['flag()', 'arguments', 'takes 1 arguments, got 0'],
  ['maybe(true)', 'unsupported', 'a parameter that is neither'],
  ['test:pkg/api@1.2.0#outer()', 'export_missing', 'outer'],
  ['test:pkg/api@1.2.0()', 'export_missing', 'api'],
  ['trap()', 'trap', 'unreachable'],
])('%s fails as what it is', (call, kind, message) => {
  expect(() => run(echo, [call])).toThrow(
    expect.objectContaining({ kind, message: expect.stringContaining(message) }),
  );
});

test('many calls of everything leave the process whole', () => {
  const calls = Array.from({ length: 200 }, (_, index) => `texts(["${'x'.repeat(index)}", "y"])`);
  expect(run(echo, calls).results).toHaveLength(200);
});
