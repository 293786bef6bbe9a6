import { mainCoreModule, readWasm } from '@wasmgate/wasm-model';
import { openWasmtime, parseInvocation, type ModuleInstance } from '@wasmgate/wasmtime';
import { expect, it } from 'vitest';
import { findEntries } from '../src/entries/find-entries.ts';
import { instrumentModule } from '../src/instrument/instrument-module.ts';
import { engine, wat } from './engine.ts';
import { fixture } from './measure.ts';

// An instrumented module does what the plain one does: the same results, traps and memory.

const MEMORY_BYTES = 65_536;

async function instances(bytes: Uint8Array): Promise<ModuleInstance[]> {
  const wasmtime = openWasmtime((await engine()).libraryPath).newEngine({ compileQuickly: true });
  const module = mainCoreModule(readWasm(bytes))?.module;
  if (module === undefined) throw new Error('no module');
  const instrumented = instrumentModule(module, findEntries(module).entries);
  return [bytes, instrumented.bytes].map((each) => {
    const prepared = wasmtime.newLinker('module').prepare(wasmtime.compile(each));
    return prepared.instantiate(wasmtime.newStore()) as ModuleInstance;
  });
}

const memoryOf = (instance: ModuleInstance): Buffer => instance.readMemory('memory', 0, MEMORY_BYTES);

/** What a call gives, or what it traps with, without its frames: those are other functions. */
function outcome(instance: ModuleInstance, invocation: string): unknown {
  const { name, args } = parseInvocation(invocation);
  try {
    return instance.getFunction(name).call(args);
  } catch (error) {
    return String(error).split('\n').at(-1);
  }
}

it.each([
  [
    'rust/dlmalloc.wasm',
    ['size_classes()', 'growing_vector()', 'zeroed_and_aligned()', 'leak()', 'leak()', 'three_at_once()'],
  ],
  [
    'rust/talc.wasm',
    ['size_classes()', 'growing_vector()', 'zeroed_and_aligned()', 'leak()', 'leak()', 'three_at_once()'],
  ],
  [
    'rust/lol_alloc.wasm',
    ['size_classes()', 'growing_vector()', 'zeroed_and_aligned()', 'leak()', 'leak()', 'three_at_once()'],
  ],
  [
    'c/known-allocations.wasm',
    [
      '_initialize()',
      'size_classes()',
      'growing_block()',
      'zeroed_and_aligned()',
      'leak()',
      'three_at_once()',
    ],
  ],
])('%s: every export gives the same and leaves the same memory', async (path, calls) => {
  const [plain, instrumented] = await instances(fixture(path));
  if (plain === undefined || instrumented === undefined) throw new Error('no instances');
  for (const call of calls) expect(outcome(instrumented, call), call).toEqual(outcome(plain, call));
  expect(memoryOf(instrumented).equals(memoryOf(plain))).toBe(true);
});

it('every way to write, return and trap stays as it was', async () => {
  const bytes = await wat(`(module
    (memory (export "memory") 1)
    (data $d "data")
    (table funcref (elem $leaf $malloc))
    (type $t (func (param i32) (result i32)))
    (func $malloc (param i32) (result i32) (i32.const 2048))
    (func $leaf (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
    (func $stores (export "stores") (param $at i32) (result i64)
      (drop (call $malloc (i32.const 64)))
      (i32.store offset=4 (local.get $at) (i32.const -1))
      (i32.store8 offset=130 (local.get $at) (i32.const 2))
      (i32.store16 (local.get $at) (i32.const 3))
      (i64.store offset=16 (local.get $at) (i64.const -4))
      (i64.store8 offset=24 (local.get $at) (i64.const 5))
      (i64.store16 offset=26 (local.get $at) (i64.const 6))
      (i64.store32 offset=28 (local.get $at) (i64.const 7))
      (f32.store offset=32 (local.get $at) (f32.const 1.5))
      (f64.store offset=40 (local.get $at) (f64.const -2.5))
      (v128.store offset=48 (local.get $at) (v128.const i32x4 1 2 3 4))
      (memory.init $d (i32.const 80) (i32.const 0) (i32.const 4))
      (memory.copy (i32.const 90) (i32.const 80) (i32.const 4))
      (memory.fill (i32.const 100) (i32.const 9) (i32.const 3))
      (i64.load offset=16 (local.get $at)))
    (func $early (export "early") (param i32) (result i32 i64)
      (drop (call $malloc (i32.const 1)))
      (if (local.get 0) (then (return (i32.const 1) (i64.const 2))))
      (block (br 1 (i32.const 3) (i64.const 4)) )
      (unreachable))
    (func $through (export "through") (param i32) (result i32)
      (call_indirect (type $t) (i32.const 5) (local.get 0)))
    (func $grow (export "grow") (param i32) (result i32)
      (drop (call $malloc (i32.const 1)))
      (drop (memory.grow (local.get 0))) (memory.size)))`);
  const [plain, instrumented] = await instances(bytes);
  if (plain === undefined || instrumented === undefined) throw new Error('no instances');
  for (const call of [
    'stores(0)',
    'stores(65000)',
    // Beyond memory, and by way of an offset.
    'stores(65530)',
    'stores(-8)',
    'early(1)',
    'early(0)',
    'through(0)',
    'through(1)',
    'through(2)',
    'grow(3)',
    'grow(70000)',
  ]) {
    expect(outcome(instrumented, call), call).toEqual(outcome(plain, call));
  }
  expect(memoryOf(instrumented).equals(memoryOf(plain))).toBe(true);
});
