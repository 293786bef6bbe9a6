import { InputError } from '@wasmgate/contracts/errors';
import { describe, expect, test } from 'vitest';
import { bench, type BenchCase } from './bench.ts';
import { useProgram } from './program.ts';

const program = useProgram();

const inV8 = (shipped: string, more: Partial<BenchCase> = {}) =>
  bench(program.child(), { shipped, engine: 'v8', ...more });

/** Traps when what a function gives is not zero, and its memory, table and globals are not empty. */
const everyImport = `(module
  (import "a" "none" (func $none (param i32)))
  (import "a" "i32" (func $i32 (result i32)))
  (import "a" "i64" (func $i64 (result i64)))
  (import "a" "f64" (func $f64 (param i64) (result f64)))
  (import "a" "two" (func $two (result i64 f32)))
  (import "a" "extern" (func $extern (param externref) (result externref)))
  (import "__proto__" "func" (func $func (result funcref)))
  (import "b" "memory" (memory 2 3))
  (import "b" "table" (table 4 8 funcref))
  (import "b" "things" (table 1 externref))
  (import "b" "counter" (global $counter (mut i64)))
  (import "b" "limit" (global $limit f32))
  (import "b" "thing" (global $thing externref))
  (func $empty (param i32) (if (i32.eqz (local.get 0)) (then unreachable)))
  (func $start
    (call $none (i32.const 1))
    (call $empty (i32.eqz (call $i32)))
    (call $empty (i64.eqz (call $i64)))
    (call $empty (f64.eq (call $f64 (i64.const 1)) (f64.const 0)))
    (call $empty (f32.eq (call $two) (f32.const 0)))
    (call $empty (i64.eqz))
    (call $empty (ref.is_null (call $extern (ref.null extern))))
    (call $empty (ref.is_null (call $func)))
    (call $empty (i32.eqz (i32.load (i32.const 131068))))
    (call $empty (ref.is_null (table.get 0 (i32.const 3))))
    (call $empty (ref.is_null (table.get 1 (i32.const 0))))
    (call $empty (i64.eqz (global.get $counter)))
    (call $empty (f32.eq (global.get $limit) (f32.const 0)))
    (call $empty (ref.is_null (global.get $thing)))
    ;; Another instance must not see it.
    (global.set $counter (i64.const 1))
    (i32.store (i32.const 131068) (i32.const 1)))
  (start $start)
  (func (export "add") (param i32 i64 f32) (result f64) (f64.const 1)))`;

test('a core module starts with a stub of its type for each import, and calls are made', async () => {
  const report = await inV8(everyImport, {
    config: { startup: { engine: 'v8' }, invoke: ['add(1, -2, 0.5)'] },
  });
  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({
    engine: { name: 'v8', version: process.versions.v8 },
    stub_imports: true,
    cold_aot_ms: null,
    stages: { shipped: { ran: true } },
    allocators: { on_demand: { cold_aot: null, warm_processes: 1 }, pooling: null },
    cli: { ran: false },
  });
  const { cold, warm_phases: warm } = report.allocators.on_demand ?? {};
  expect(Object.keys(cold?.phases ?? {})).toEqual(['compile', 'instantiate', 'call:add']);
  expect(Object.keys(warm ?? {})).toEqual(['instantiate']);
  // What only wasmtime counts is absent.
  expect(Object.keys(report.exact ?? {}).toSorted()).toEqual([
    'wasm_data_bytes',
    'wasm_exports',
    'wasm_imports',
    'wasm_memory_pages',
    'wasm_table_elements',
  ]);
});

test('a first look starts it as well', async () => {
  const report = await inV8('(module (func (export "f")))', { isQuick: true });
  expect(report).toMatchObject({ verdict: 'pass', allocators: { on_demand: { cold: { processes: 1 } } } });
  expect(report).not.toHaveProperty('stub_imports');
});

describe('a guest that fails is a finding', () => {
  test.each([
    [
      '(module (func $f unreachable) (start $f) (func (export "g")))',
      'guest_trap',
      { during: 'instantiate', reason: 'unreachable' },
    ],
    ['(module (func (export "f") (call 0)))', 'guest_trap', { during: 'call:f' }],
    ['(module (memory 9000) (func (export "f")))', 'guest_out_of_memory', {}],
    ['(module (func (export "g")))', 'invocation_failed', { during: 'call:f' }],
    [
      '(module (func (export "f") (param i32)))',
      'invocation_failed',
      { reason: '`f` takes 1 arguments, got 0' },
    ],
    ['(module (global (import "a" "b") v128) (func (export "f")))', 'guest_refused', { during: 'link' }],
  ])('%s', async (shipped, code, args) => {
    const { findings, verdict, stages } = await inV8(shipped, {
      config: { startup: { engine: 'v8' }, invoke: ['f()'] },
    });
    expect(verdict).toBe('fail');
    expect(stages.shipped.ran).toBe(false);
    expect(findings[0]).toMatchObject({ code, severity: 'violation', args });
  });

  test('with the frames of a trap', async () => {
    const { findings } = await inV8(
      '(module (func $inner unreachable) (func $f (call $inner)) (start $f) (func (export "g")))',
    );
    expect(findings).toMatchObject([
      { args: { backtrace: [expect.stringMatching(/^0x[0-9a-f]+ - inner$/), expect.anything()] } },
    ]);
  });

  test('that loops is ended', async () => {
    const loop = '(module (func $f (loop (br 0))) (start $f) (func (export "g")))';
    expect(await inV8(loop, { deadlineMs: 300 })).toMatchObject({
      findings: [{ code: 'guest_timeout', args: { during: 'instantiate' } }],
    });
  });
});

describe('a comparison', () => {
  const good = '(module (func (export "f")))';

  test('of the same bytes is none', async () => {
    const { comparison } = await inV8(good, { baseline: good });
    expect(comparison?.metrics.map(({ status }) => status)).toEqual(['identical', 'identical']);
  });

  test('with a baseline that traps names it', async () => {
    const { findings, comparison } = await inV8(good, {
      baseline: '(module (func $f unreachable) (start $f) (func (export "g")))',
    });
    expect(comparison).toBeNull();
    expect(findings).toMatchObject([{ code: 'guest_trap', path: 'baseline before.wasm' }]);
  });
});

test('a component is refused, with what to do', async () => {
  const refused = inV8('(component)');
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toMatchObject({ fix: expect.stringContaining('wasmtime') });
});

test('where nothing starts a guest the reason is said, and only what the bytes say is measured', async () => {
  const startup = { engine: 'off', reason: 'it needs a page' } as const;
  const report = await bench(program.child(), {
    shipped: '(module (func (export "f")))',
    engine: 'off',
    config: { startup },
  });
  expect(report).toMatchObject({
    engine: { name: 'off', version: null },
    verdict: 'pass',
    findings: [{ code: 'startup_off', severity: 'warning', args: { reason: startup.reason } }],
    cold_start_ms: null,
    warm_start: null,
    allocators: { on_demand: null, pooling: null },
    stages: { shipped: { ran: false } },
    targets: { cold_start_under_5ms: 'UNMEASURED' },
  });
  expect(report.exact).toHaveProperty('wasm_exports');
  expect(report.exact).not.toHaveProperty('wasm_cwasm_bytes');
});
