import { mainCoreModule, readWasm, type WasmModule } from '@wasmgate/wasm-model';
import { openWasmtime, type ComponentInstance } from '@wasmgate/wasmtime';
import { expect, it } from 'vitest';
import { findEntries } from '../src/entries/find-entries.ts';
import { instrumentComponent } from '../src/instrument/instrument-component.ts';
import { instrumentModule } from '../src/instrument/instrument-module.ts';
import { engine, wat } from './engine.ts';
import { fixture } from './measure.ts';
import { readLog, withRecordingHost, type Answers } from './recording-host.ts';

// An instrumented module calls the imports that the plain one calls, in the same order, with the same arguments.

/** What the host wrote down, and what the calls gave. */
async function observe(bytes: Uint8Array, guest: WasmModule, calls: readonly string[]) {
  const wasmtime = openWasmtime((await engine()).libraryPath).newEngine({ compileQuickly: true });
  const prepared = wasmtime.newLinker('component').prepare(wasmtime.compile(bytes));
  const instance = prepared.instantiate(wasmtime.newStore()) as ComponentInstance;
  const results = calls.map((_, index) => instance.getFunction(`call-${index}`).call());
  const [log] = instance.getFunction('take').call();
  return { results, imports: readLog(guest, log as bigint[]) };
}

/** Plain and instrumented, the same calls against the same host. */
async function observeBoth(bytes: Uint8Array, calls: readonly string[], answers: Answers = {}) {
  const guest = mainCoreModule(readWasm(bytes))?.module;
  if (guest === undefined) throw new Error('no module');
  const plain = await withRecordingHost(guest, calls, answers);
  const place = plain.sections.findLast(({ nested }) => nested !== undefined)?.nested as WasmModule;
  const instrumented = instrumentComponent(plain, place, instrumentModule(place, findEntries(place).entries));
  if (instrumented === null) throw new Error('not instrumented');
  return {
    plain: await observe(plain.bytes, guest, calls),
    instrumented: await observe(instrumented, guest, calls),
  };
}

/** Errors of WASI, in turn: one is tried again, the other is not. Success would have to say how much was written. */
const EINTR_OR_EIO =
  '(i32.add (i32.const 27) (i32.shl (i32.and (global.get $calls) (i32.const 1)) (i32.const 1)))';

it('a program in Rust: random numbers, the time, and lines that the host breaks off or refuses', async () => {
  const answers = { fd_write: EINTR_OR_EIO };
  const calls = ['talks', 'words', 'talks', 'keeps', 'zeros', 'talks'];
  const { plain, instrumented } = await observeBoth(fixture('rust/counting.wasm'), calls, answers);
  expect(instrumented).toEqual(plain);
  const called = new Set(plain.imports.map((line) => line.split('(')[0]));
  expect([...called].toSorted()).toEqual(['clock_time_get', 'fd_write', 'random_get']);
  expect(plain.imports.length).toBeGreaterThan(60);
});

it('every way to an import: the start, an allocator, a table, a tail call, an export', async () => {
  const bytes = await wat(`(module
    (import "host" "tell" (func $tell (param i32 i64 f32 f64)))
    (import "host" "ask" (func $ask (param i32) (result i32)))
    (memory (export "memory") 1)
    (table funcref (elem $ask))
    (type $asking (func (param i32) (result i32)))
    (global $top (mut i32) (i32.const 1024))
    (func $malloc (param $size i32) (result i32)
      (drop (call $ask (local.get $size)))
      (global.get $top)
      (global.set $top (i32.add (global.get $top) (local.get $size))))
    (func $free (param i32) (drop (call $ask (local.get 0))))
    (func $main (call $tell (i32.const 1) (i64.const -2) (f32.const 0.5) (f64.const -0.25)))
    (start $main)
    (func $through (export "through") (result i32)
      (call_indirect (type $asking) (call $malloc (i32.const 24)) (i32.const 0)))
    (func $tail (export "tail") (result i32)
      (call $free (call $malloc (i32.const 8)))
      (return_call $ask (call $malloc (i32.const 40))))
    (export "ask" (func $ask)))`);
  const calls = ['through', 'tail', 'through'];
  const { plain, instrumented } = await observeBoth(bytes, calls, { ask: '(global.get $calls)' });
  expect(instrumented).toEqual(plain);
  expect(plain).toEqual({
    results: [[3], [7], [9]],
    imports: [
      `tell(1, ${2n ** 64n - 2n}, ${0x3f000000}, ${0xbfd0000000000000n})`,
      // through: its allocation, then what it asks itself; tail: two allocations, of which one is freed.
      'ask(24)',
      'ask(1024)',
      'ask(8)',
      'ask(1048)',
      'ask(40)',
      'ask(1056)',
      'ask(24)',
      'ask(1096)',
    ],
  });
});
