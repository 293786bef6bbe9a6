import { expect, test } from 'vitest';
import { findingFix, findingText } from '@wasmgate/words';
import { bench } from './bench.ts';
import { useProgram } from './program.ts';

const program = useProgram();

const lift = (body: string) => `(component (core module $m ${body}) (core instance $i (instantiate $m))
  (func (export "f") (canon lift (core func $i "f"))))`;
const start = (
  body: string,
) => `(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1) (func (export "_start") ${body}))`;
const invoke = { config: { invoke: ['f()'] } };

test.each([
  [
    'a trap while it is instantiated',
    { shipped: lift('(func $f (export "f") unreachable) (start $f)') },
    {
      code: 'guest_trap',
      args: { during: 'instantiate', reason: 'wasm `unreachable` instruction executed' },
    },
  ],
  [
    'a trap in _initialize',
    { shipped: '(module (func (export "_initialize") (drop (i32.div_u (i32.const 1) (i32.const 0)))))' },
    { code: 'guest_trap', args: { during: 'initialize', reason: 'integer divide by zero' } },
  ],
  [
    'a trap in a call',
    { shipped: lift('(func (export "f") unreachable)'), ...invoke },
    {
      code: 'guest_trap',
      args: { during: 'call:f', backtrace: [expect.stringMatching(/^0x[0-9a-f]+ - m!/)] },
    },
  ],
  [
    'an endless recursion',
    { shipped: start('(call 1)') },
    { code: 'guest_trap', args: { during: 'call:_start', reason: 'call stack exhausted' } },
  ],
  [
    'an endless loop while it is instantiated',
    { shipped: '(module (func $f (export "f") (loop $l (br $l))) (start $f))', deadlineMs: 2500 },
    { code: 'guest_timeout', args: { during: 'instantiate', deadline_ms: 2500 } },
  ],
  [
    'an endless loop in a call',
    { shipped: lift('(func (export "f") (loop $l (br $l)))'), ...invoke, deadlineMs: 2500 },
    { code: 'guest_timeout', args: { during: 'call:f', deadline_ms: 2500 } },
  ],
  [
    'an import that nothing provides, in a module',
    { shipped: '(module (import "env" "f" (func)) (func (export "g")))' },
    { code: 'import_missing', args: { import: 'env::f' } },
  ],
  [
    'an import of WASI that WASI does not have',
    { shipped: '(module (import "wasi_snapshot_preview1" "fly" (func)) (func (export "g")))' },
    { code: 'import_missing', args: { import: 'wasi_snapshot_preview1::fly' } },
  ],
  [
    'a function that nothing provides, in a component',
    { shipped: '(component (import "fly" (func)) (instance (export "x")))' },
    { code: 'import_missing', args: { import: 'fly' } },
  ],
  [
    'an import that nothing provides, in a component',
    { shipped: '(component (import "my:host/api" (instance (export "f" (func)))) (instance (export "x")))' },
    { code: 'import_missing', args: { import: 'my:host/api#f' } },
  ],
  [
    'more memory than there may be',
    { shipped: '(module (memory (export "m") 65536) (func (export "f")))' },
    { code: 'guest_out_of_memory', args: { during: 'instantiate' } },
  ],
  [
    'memory that cannot grow, which the guest answers with a trap',
    { shipped: start('(if (i32.eq (memory.grow (i32.const 60000)) (i32.const -1)) (then unreachable))') },
    {
      code: 'guest_out_of_memory',
      args: { during: 'call:_start', reason: expect.stringContaining('512 MiB') },
    },
  ],
  [
    'an exit status other than 0',
    { shipped: start('(call $exit (i32.const 3))') },
    { code: 'guest_exit', args: { status: 3 } },
  ],
  [
    'a main function that returns an error',
    {
      shipped: `(component (core module $m (func (export "run") (result i32) (i32.const 1)))
        (core instance $i (instantiate $m)) (func $run (result (result)) (canon lift (core func $i "run")))
        (instance (export "wasi:cli/run@0.2.0") (export "run" (func $run))))`,
    },
    { code: 'guest_exit', args: { status: 1 } },
  ],
  [
    'a call of what it does not export',
    { shipped: '(module (func (export "g")))', ...invoke },
    { code: 'invocation_failed', args: { during: 'call:f', reason: expect.stringContaining('`f`') } },
  ],
  [
    'a call with the wrong arguments',
    { shipped: '(module (func (export "f") (param i32)))', ...invoke },
    { code: 'invocation_failed', args: { reason: expect.stringContaining('takes 1 arguments') } },
  ],
  ['no exports', { shipped: '(module (memory (export "memory") 1))' }, { code: 'exports_missing' }],
])('%s is a violation and never a sample', async (_, guest, finding) => {
  const report = await bench(program.child(), guest);
  const [found, ...others] = report.findings;
  expect(found).toMatchObject({ severity: 'violation', path: 'shipped', ...finding });
  expect(others).toEqual([]);
  expect(report).toMatchObject({
    verdict: 'fail',
    cold_start_ms: null,
    cold_aot_ms: null,
    warm_start: null,
    exact: null,
    targets: { cold_start_under_5ms: 'UNMEASURED', warm_p50_under_1ms: 'UNMEASURED' },
    stages: { shipped: { ran: false, on_demand: null, pooling: null } },
    cli: { ran: false },
  });
  // The words are there, and nothing of this machine or of this run is in them.
  expect(found && findingText(found)).not.toMatch(/undefined|\[object|\/tmp|wasmgate-/);
  expect(found && findingFix(found, 'guest')).not.toContain('undefined');
});

test('a guest that exports nothing is started where wasmgate.json says why it does not', async () => {
  const report = await bench(program.child(), {
    shipped: '(module (memory (export "memory") 1))',
    config: { exports: { none: 'it only registers itself' } },
  });
  expect(report).toMatchObject({ verdict: 'pass', findings: [], stages: { shipped: { ran: true } } });
  expect(report.cold_aot_ms).toBeGreaterThan(0);
});

test('a stage that fails and does not ship is a warning: what ships is measured', async () => {
  const report = await bench(program.child(), {
    shipped: lift('(func (export "f"))'),
    unoptimized: lift('(func (export "f") unreachable)'),
    ...invoke,
    withoutCli: true,
  });
  expect(report).toMatchObject({
    verdict: 'pass',
    findings: [{ code: 'guest_trap', severity: 'warning', path: 'unoptimized' }],
    stages: { shipped: { ran: true }, unoptimized: { ran: false, on_demand: null, pooling: null } },
  });
});

test('a report of the same failing bytes is the same report', async () => {
  const guest = { shipped: lift('(func (export "f") unreachable)'), ...invoke };
  expect(await bench(program.child(), guest)).toEqual(await bench(program.child(), guest));
});

test('bytes that only the compiler can refuse', async () => {
  const report = await bench(program.child(), {
    // Compact type of a proposal that is off by default: parsed here, refused there.
    shipped: '(module (memory (export "m") i64 1 (pagesize 1)) (func (export "f")))',
  });
  expect(report.findings).toMatchObject([{ code: 'guest_refused', args: { during: 'compile' } }]);
});

test.each([
  [
    'a module for a browser',
    '(module (import "gojs" "runtime.wasmExit" (func)) (func (export "run")))',
    'gojs::runtime.wasmExit',
  ],
  [
    'a memory of the host',
    '(module (import "env" "memory" (memory 1)) (func (export "run")))',
    'env::memory',
  ],
])('%s is refused before anything is compiled', async (_, shipped, name) => {
  // No process can be started by this, so none was.
  const report = await bench({ file: '/nowhere', args: [] }, { shipped, withoutCli: true });
  expect(report.findings).toMatchObject([{ code: 'import_missing', args: { import: name, during: 'link' } }]);
});

test('an import is looked for by wasmtime alone when it is to be stubbed', async () => {
  const shipped = '(module (import "env" "f" (func)) (func (export "run")))';
  const report = await bench(program.child(), { shipped, stubImports: true, isQuick: true });
  expect(report.findings).toEqual([]);
});
