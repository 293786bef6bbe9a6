import { expect, test } from 'vitest';
import { bench } from './bench.ts';
import { useProgram } from './program.ts';

const program = useProgram();
const exits = `(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (func (export "_start") (call $exit (i32.const 1))))`;
const imports = '(module (import "env" "now" (func $now)) (func (export "run") (call $now)))';
const componentImports =
  '(component (import "my:host/api" (instance (export "f" (func)))) (instance (export "x")))';

test('a quick look calls nothing and counts nothing', async () => {
  const report = await bench(program.child(), { shipped: exits, isQuick: true, mostProcesses: 7 });
  expect(report.findings).toEqual([]);
  expect(report.allocators).toMatchObject({
    on_demand: { cold: { processes: 1 }, cold_aot: { processes: 3 } },
    pooling: null,
  });
  expect(Object.keys(report.exact ?? {}).filter((name) => name.startsWith('wasm_fuel'))).toEqual([]);
  expect(report.cli).toEqual({ ran: false, reason: 'a quick look leaves it out' });
});

test.each([
  ['a module', imports],
  ['a component', componentImports],
])('%s starts without its imports when they are stubbed, and the report says so', async (_what, shipped) => {
  const missing = await bench(program.child(), { shipped, isQuick: true });
  expect(missing.findings).toMatchObject([{ code: 'import_missing' }]);
  expect(missing).not.toHaveProperty('stub_imports');
  const stubbed = await bench(program.child(), { shipped, isQuick: true, stubImports: true });
  expect(stubbed).toMatchObject({ findings: [], stub_imports: true, stages: { shipped: { ran: true } } });
});

test('a stub that is called is the import that is missing', async () => {
  const shipped = '(module (import "env" "now" (func $now)) (func (export "f")) (start $now))';
  expect((await bench(program.child(), { shipped, stubImports: true })).findings).toMatchObject([
    { code: 'import_missing', args: { import: 'env::now', during: 'instantiate' } },
  ]);
});
