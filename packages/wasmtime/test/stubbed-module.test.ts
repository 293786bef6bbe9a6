import { expect, test } from 'vitest';
import { wasmtime, wat } from './libwasmtime.ts';

/** Compiles text; gives what makes an instance of it with stubs, and the numbers that a call gives. */
function stubbed(text: string) {
  const engine = wasmtime().newEngine();
  const module = engine.withStubs(engine.compile(wat(text)));
  return () => {
    const instance = module.instantiate(engine.newStore());
    return (name: string) => instance.getFunction(name).call();
  };
}

test('every kind of import is there, of its type and empty, and each instance has its own', () => {
  const start = stubbed(`(module
    (import "./page.js" "number" (func $number (result i32 i64 f32 f64)))
    (import "./page.js" "object" (func $object (param i32) (result externref)))
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "env" "memory" (memory 2))
    (import "env" "table" (table 3 funcref))
    (import "env" "base" (global $base i32))
    (import "env" "counter" (global $counter (mut i64)))
    (func (export "numbers") (result i32 i64 f32 f64) (call $number))
    (func (export "is-null") (result i32) (ref.is_null (call $object (i32.const 1))))
    (func (export "wrote") (result i32) (call $write (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))
    (func (export "sizes") (result i32 i32 i32) memory.size table.size global.get $base)
    (func (export "count") (result i64)
      (global.set $counter (i64.add (global.get $counter) (i64.const 1)))
      (global.get $counter)))`);
  const call = start();
  expect(call('numbers')).toEqual([0, 0n, 0, 0]);
  expect(call('is-null')).toEqual([1]);
  expect(call('wrote')).toEqual([0]);
  expect(call('sizes')).toEqual([2, 3, 0]);
  expect([call('count'), call('count'), start()('count')]).toEqual([[1n], [2n], [1n]]);
});

test('what runs at the start runs with stubs, and what has none is refused', () => {
  const traps = stubbed('(module (import "a" "b" (func)) (func $main (call 0) unreachable) (start $main))');
  expect(traps).toThrow(expect.objectContaining({ kind: 'trap' }));
  const refused = stubbed('(module (import "a" "b" (global (ref func))))');
  expect(refused).toThrow(expect.objectContaining({ name: 'WasmtimeError' }));
  expect(() => stubbed('(component)')).toThrow(TypeError);
});
