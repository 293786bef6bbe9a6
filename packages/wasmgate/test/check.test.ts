import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { capture, scratchFolder } from '@wasmgate/cli-kit/testing';
import { checkReport, type CheckJson } from '@wasmgate/contracts/check';
import { expect, it, onTestFinished } from 'vitest';
import { checkBin } from '../src/check/check-bin.ts';

const bin = fileURLToPath(new URL('../bin.js', import.meta.url));

/** Texts of modules, assembled into files of these names. */
async function folder(texts: Readonly<Record<string, string>>): Promise<string> {
  const files: Record<string, Uint8Array | string> = {};
  for (const [name, text] of Object.entries(texts)) {
    files[name] = name.endsWith('.wasm') ? new Uint8Array(await parse(text)) : text;
  }
  return scratchFolder(onTestFinished, files);
}

/** Runs `wasmgate check` in a folder, whose own lock keeps no other benchmark waiting. */
function check(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TURBO_'));
  return capture(
    checkBin('0.1.0', bin),
    { cwd, env: { ...Object.fromEntries(inherited), TMPDIR: cwd, ...env } },
    ...args,
  );
}

async function reportOf(cwd: string, ...args: readonly string[]): Promise<CheckJson> {
  const { code, stdout, stderr } = await check(cwd, [...args, '--json']);
  expect(stderr).toBe('');
  const report = checkReport.check('stdout', JSON.parse(stdout));
  expect(code).toBe(report.verdict === 'pass' ? 0 : 1);
  return report;
}

const library = `(module (import "wasi_snapshot_preview1" "random_get" (func $r (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $_ZN4math3addEii (export "add") (param i32 i32) (result i32)
    (i32x4.extract_lane 0 (i32x4.splat (i32.add (local.get 0) (local.get 1))))))`;
const larger = library.replace(
  '(memory',
  `(import "env" "now" (func $now (result i64))) (data "${'grown by far '.repeat(20)}") (memory`,
);
const needsHost = '(module (import "env" "log" (func $log)) (func (export "run") (call $log)))';

it('says of a core module what is in it, whose code that is, and how it starts', async () => {
  const report = await reportOf(await folder({ 'a.wasm': library }), 'a.wasm');
  expect(report).toMatchObject({
    artifact: 'a.wasm',
    kind: 'module',
    wasm_features: ['simd'],
    imports: { count: 1, modules: [{ name: 'wasi_snapshot_preview1', names: ['random_get'] }] },
    exports: {
      count: 2,
      items: [
        { name: 'memory', kind: 'memory' },
        { name: 'add', kind: 'func' },
      ],
    },
    features: [{ name: 'randomness', evidence: [{ source: 'import' }] }],
    size: { breakdown: { crates: { items: [{ crate: 'math' }] } } },
    startup: { stages: { shipped: { ran: true } }, findings: [] },
    startup_missing: null,
    against: null,
    verdict: 'pass',
  });
});

it('says the same of a component, in lines of 80 columns', async () => {
  const text = `(component (import "wasi:random/random@0.2.0" (instance))
    (core module $m (func (export "f") (result i32) (i32.const 1))) (core instance $i (instantiate $m))
    (func (export "answer") (result u32) (canon lift (core func $i "f"))))`;
  const { code, stdout } = await check(await folder({ 'c.wasm': text }), ['./c.wasm', '--no-start']);
  expect(code).toBe(0);
  expect(stdout).toContain('c.wasm  component\n');
  expect(stdout).toContain('\n  npx wasmgate check ./c.wasm --against OLD.wasm\n');
  expect(stdout).toMatch(/^imports +1: wasi:random\/random@0\.2\.0$/m);
  expect(stdout).toMatch(/^exports +1: answer$/m);
  expect(stdout).toMatch(/^features +randomness +wasi:random\/random@0\.2\.0$/m);
  expect(stdout).toMatch(/^start +not measured: not asked for \(--no-start\)$/m);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

it('starts a module without its host when imports are stubbed, and else says what is missing', async () => {
  const dir = await folder({ 'a.wasm': needsHost });
  const { code, stdout } = await check(dir, ['a.wasm']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/not measured: nothing provides the import env::log/);
  expect(stdout).toContain('try --stub-imports');
  expect(await reportOf(dir, 'a.wasm', '--stub-imports')).toMatchObject({
    startup_missing: null,
    startup: { stub_imports: true, engine: { name: 'v8' } },
  });
});

it('starts what is JavaScript’s in V8, with stubs for what it imports', async () => {
  const text = `(module (import "./app_bg.js" "__wbindgen_throw" (func $throw (param i32 i32)))
    (import "./app_bg.js" "page" (memory 1)) (func (export "run") (call $throw (i32.const 0) (i32.const 0))))`;
  const dir = await folder({
    'a.wasm': text,
    'gate.json': '{ "wasm": "a.wasm", "startup": { "engine": "wasmtime" } }',
  });
  const { stdout } = await check(dir, ['a.wasm']);
  expect(stdout).toMatch(/^start +cold [\d.]+ [mu]s, compiling included; [\d.]+ [mu]s again$/m);
  expect(stdout).toMatch(/^ +module, v8 [\w.-]+, 3 fresh processes, all imports stubbed$/m);
  // Who names an engine gets that one.
  expect(await reportOf(dir, 'a.wasm', '--config', 'gate.json')).toMatchObject({
    startup: { engine: { name: 'wasmtime' }, findings: [{ code: 'import_missing' }] },
  });
});

it('says that a guest does not start without failing by it, unless it is held to a configuration', async () => {
  const text = '(module (func $f (export "f") unreachable) (start $f))';
  const dir = await folder({ 'a.wasm': text, 'gate.json': '{ "wasm": "a.wasm" }' });
  expect(await reportOf(dir, 'a.wasm')).toMatchObject({
    startup_missing: expect.stringContaining('the guest trapped during instantiate'),
    verdict: 'pass',
  });
  expect((await reportOf(dir, 'a.wasm', '--config', 'gate.json')).failures).toMatchObject([
    { report: 'startup', code: 'guest_trap' },
  ]);
});

it('holds a file to a wasmgate.json: sizes, exports, features', async () => {
  const config = {
    wasm: 'a.wasm',
    exports: ['add', 'subtract'],
    budgets: { wasm_size_raw_kb: 0.01 },
    features: { groups: [{ name: 'chance', imports: ['*.random_get'] }] },
  };
  const dir = await folder({ 'a.wasm': library, 'gate.json': JSON.stringify(config) });
  const { failures, excluded } = await reportOf(dir, 'a.wasm', '--config', 'gate.json', '--no-start');
  expect(failures).toMatchObject([
    { report: 'check', code: 'exports_missing', args: { missing: ['subtract'] } },
    { report: 'size', code: 'over_budget' },
    { report: 'features', code: 'feature_present', args: { group: 'chance' } },
  ]);
  expect(excluded?.groups).toHaveLength(1);
});

it('says what is worse than an older file, and what grew', async () => {
  const dir = await folder({ 'old.wasm': library, 'new.wasm': larger });
  const { failures, against, size } = await reportOf(dir, 'new.wasm', '--against', 'old.wasm', '--no-start');
  expect(failures).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        code: 'metric_regressed',
        args: expect.objectContaining({ metric: 'wasm_size_raw_kb' }),
      }),
      { report: 'check', code: 'import_added', args: { import: 'env.now', against: 'old.wasm' } },
    ]),
  );
  expect(against).toMatchObject({ imports_added: ['env.now'], imports_removed: [], exports_removed: [] });
  expect(size.diff?.parts.data).toBeGreaterThan(200);
  const { stdout } = await check(dir, ['new.wasm', '--against', 'old.wasm', '--no-start']);
  expect(stdout).toContain(
    '  imports env.now, which old.wasm does not\n    npx wasmgate explain import_added\n',
  );
});

it('passes a file that is the older one, whose start is not compared', async () => {
  const dir = await folder({ 'old.wasm': library, 'new.wasm': library });
  const report = await reportOf(dir, 'new.wasm', '--against', 'old.wasm');
  expect(report).toMatchObject({
    verdict: 'pass',
    failures: [],
    startup: { comparison: { skipped: 'identical_bytes' } },
  });
  expect(report.against?.metrics.map(({ status }) => status)).toEqual([
    'identical',
    'identical',
    'identical',
  ]);
});

it('tells the size where there is no wasmtime, and that the start was not measured', async () => {
  const dir = await folder({ 'a.wasm': library });
  const none = { WASMGATE_CACHE: join(dir, 'cache'), WASMGATE_INSTALL: 'never', PATH: dir };
  const { code, stdout } = await check(dir, ['a.wasm'], none);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^size +\d+ B, gzip/m);
  expect(stdout).toMatch(/^start +not measured: .*wasmtime/m);
});

it.each([
  ['what is no .wasm', 'text', [], 'expected'],
  ['a module that ends early', '\0asm\u0001\0\0\0\u0001\u007f', [], 'at byte 0x9'],
  ['a file that is not there', null, [], 'does not exist'],
  ['an older file that is none', '\0asm\u0001\0\0\0', ['--against', 'none.wasm'], 'none.wasm'],
  ['a configuration that is none', '\0asm\u0001\0\0\0', ['--config', 'none.json'], 'none.json'],
])('refuses %s with exit 2, and one line that says so', async (_what, content, options, says) => {
  const dir = scratchFolder(
    onTestFinished,
    content === null ? {} : { 'a.wasm': Buffer.from(content, 'latin1') },
  );
  const { code, stdout, stderr } = await check(dir, ['a.wasm', ...options]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^wasmgate check: /);
  expect(stderr).toContain(says);
});

it('prints names of a hostile file as text', async () => {
  const text = String.raw`(module (func (export "\1b[31m::error::x") (result i32) (i32.const 1)))`;
  const { code, stdout } = await check(await folder({ 'a.wasm': text }), ['a.wasm', '--no-start']);
  expect(code).toBe(0);
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toContain('u{1b}');
});
