import { expect, test } from 'vitest';
import { guestFacts, readWasm } from '@wasmgate/wasm-model';
import { readInvocations } from '@wasmgate/wasmtime';
import { guestPlan } from '../src/guest/guest-plan.ts';
import { staticMetrics } from '../src/guest/static-metrics.ts';
import { wat } from './wat.ts';

const read = async (text: string) => readWasm(await wat(text));
const run = `(core module $m (func (export "run") (result i32) (i32.const 0)))
  (core instance $i (instantiate $m))
  (func $run (result (result)) (canon lift (core func $i "run")))`;
const command = `(component ${run} (instance (export "wasi:cli/run@0.2.6") (export "run" (func $run))))`;

test.each([
  ['(module (func (export "_start")))', { shape: 'command', mainFunction: '_start', exportsAnything: true }],
  [
    '(module (func (export "_initialize")))',
    { shape: 'reactor', mainFunction: undefined, exportsAnything: true },
  ],
  ['(module (func (export "f")))', { shape: 'module', mainFunction: undefined, exportsAnything: true }],
  [
    '(module (memory (export "_start") 1))',
    { shape: 'module', mainFunction: undefined, exportsAnything: false },
  ],
  ['(module)', { shape: 'module', mainFunction: undefined, exportsAnything: false }],
  ['(component)', { shape: 'component', mainFunction: undefined, exportsAnything: false }],
  [command, { shape: 'component', mainFunction: 'wasi:cli/run@0.2.6#run', exportsAnything: true }],
])('%s', async (text, facts) => {
  expect(guestFacts(await read(text))).toEqual(facts);
});

test('a component with a main function and named calls is called, not run', async () => {
  const facts = guestFacts(await read(command));
  expect(guestPlan('component', facts, [])).toMatchObject({
    isCommand: true,
    calls: [{ name: 'wasi:cli/run@0.2.6#run', args: [] }],
  });
  expect(guestPlan('component', facts, readInvocations(['init()']))).toMatchObject({
    isCommand: false,
    calls: [{ name: 'init', args: [] }],
  });
});

test('memories, tables and data are summed over the core modules of a component', async () => {
  const core = '(core module (memory 3) (table 7 funcref) (data (i32.const 0) "hello"))';
  expect(staticMetrics(await read(`(component ${core} ${core} (component ${core}))`))).toEqual({
    wasm_memory_pages: 9,
    wasm_table_elements: 21,
    wasm_data_bytes: 15,
    wasm_imports: 0,
    wasm_exports: 0,
  });
});

test("an imported memory is somebody else's", async () => {
  const text = `(module (import "env" "memory" (memory 5)) (import "env" "f" (func)) (memory (export "m") 2)
    (func (export "f")))`;
  expect(staticMetrics(await read(text))).toMatchObject({
    wasm_memory_pages: 2,
    wasm_imports: 2,
    wasm_exports: 2,
  });
});

test('a wrong invocation is an error in wasmgate.json, by its index', () => {
  expect(() => readInvocations(['init()', 'init('])).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining('$.invoke[1]') }),
  );
});
