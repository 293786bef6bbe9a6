import { expect, test } from 'vitest';

import { WasmtimeError } from '../src/index.ts';
import { wasmtime } from './libwasmtime.ts';
import { run } from './with-instance.ts';

function failure(action: () => unknown): WasmtimeError {
  try {
    action();
  } catch (error) {
    if (error instanceof WasmtimeError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

test.each([
  ['(module (import "env" "foo" (func)))', 'env::foo'],
  [
    '(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i64))))',
    'wasi_snapshot_preview1::proc_exit',
  ],
  ['(component (import "f" (func)))', 'f'],
  ['(component (import "foo:bar/baz" (instance (export "f" (func)))))', 'foo:bar/baz#f'],
  [
    '(component (import "wasi:cli/environment@0.2.0" (instance (export "nope" (func)))))',
    'wasi:cli/environment@0.2.0#nope',
  ],
])('%s names what is missing', (text, importName) => {
  expect(failure(() => run(text))).toMatchObject({ kind: 'import_missing', importName });
});

test.each([
  ['unreachable', 'unreachable'],
  ['(drop (i32.div_u (i32.const 1) (i32.const 0)))', 'divide by zero'],
  ['(drop (i32.load (i32.const -1)))', 'out of bounds memory access'],
  ['(call $f)', 'call stack exhausted'],
])('%s is a trap, in a call and in a start function', (body, message) => {
  const f = `(memory 1) (func $f (export "f") ${body})`;
  for (const error of [
    failure(() => run(`(module ${f})`, ['f()'])),
    failure(() => run(`(module ${f} (start $f))`)),
    failure(() => run(`(component (core module $m ${f} (start $f)) (core instance (instantiate $m)))`)),
  ]) {
    expect(error).toMatchObject({ kind: 'trap', message: expect.stringContaining(message) });
  }
});

test.each(['', '(component)', '\0asm', '\0asm\x01\0\0', '\0asm\x01\0\x02\0', '(module)'])(
  'text or half a preamble (%j) never reaches the compiler',
  (text) => {
    const engine = wasmtime().newEngine();
    expect(failure(() => engine.compile(Buffer.from(text))).kind).toBe('invalid');
    engine.close();
  },
);

test.each([
  ['a bad section in a module', '0061736d01000000ff01'],
  ['a bad section in a component', '0061736d0d000100ff01'],
])('%s is invalid', (_, hex) => {
  const engine = wasmtime().newEngine();
  expect(failure(() => engine.compile(Buffer.from(hex, 'hex'))).kind).toBe('invalid');
  engine.close();
});

test('what does not fit the pooling allocator is a limit of ours, not a fault of the guest', () => {
  const engine = { allocator: 'pooling' } as const;
  const seventeen = '(core instance (instantiate $m))'.repeat(17);
  for (const text of [
    '(module (table 100000 funcref))',
    `(component (core module $m (memory 1)) ${seventeen})`,
  ]) {
    expect(failure(() => run(text, [], { engine })).kind).toBe('limit');
    expect(() => run(text)).not.toThrow();
  }
});

test('a file that is no libwasmtime, and none at all', async () => {
  const { openWasmtime } = await import('../src/index.ts');
  expect(failure(() => openWasmtime('/nonexistent/libwasmtime.so')).kind).toBe('library');
  const { default: koffi } = await import('koffi');
  const other = process.platform === 'linux' ? 'libc.so.6' : `libSystem${koffi.extension}`;
  expect(failure(() => openWasmtime(other))).toMatchObject({
    kind: 'library',
    message: expect.stringContaining('lacks wasm_config_new'),
  });
});
