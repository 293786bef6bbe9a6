import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { cargoToml, repository, WASM } from './repository.ts';

const bin = fileURLToPath(new URL('../../bin.js', import.meta.url));

/** Runs `wasmgate init` where nobody can be asked. */
const init = (root: string, ...args: string[]) =>
  spawnSync(execPath, [bin, 'init', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const changed = (root: string): string =>
  execFileSync('git', ['status', '--short', '--untracked-files=all'], { cwd: root, encoding: 'utf8' });

it('shows what it would write, and without a yes writes nothing', () => {
  const root = repository({
    'package.json': '{\n  "name": "acme",\n  "workspaces": ["packages/*"]\n}\n',
    'crates/app/Cargo.toml': cargoToml('app'),
    'lib/module.wasm': WASM,
    'fixtures/left.wasm': WASM,
  });
  const before = changed(root);
  const { status, stdout, stderr } = init(root);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(
    '  app: the crate crates/app/Cargo.toml, for wasm32-unknown-unknown, profile release\n',
  );
  expect(stdout).toContain('  module: lib/module.wasm\n');
  expect(stdout).toContain('looks like test data (--only takes it): left');
  expect(stdout).toContain('      +   "workspaces": ["packages/*", "wasmgate/*"],\n');
  expect(stdout).toContain('      +     "environment": "wasmgate environment"\n');
  expect(stdout).not.toContain('"name": "acme"');
  expect(stdout).toContain('nothing was written; --yes writes it');
  expect(changed(root)).toBe(before);
});

it('with --no-install writes, and names what is to be run', () => {
  const root = repository({ 'package.json': '{ "name": "one" }\n', 'lib/module.wasm': WASM });
  const { status, stdout } = init(root, '--yes', '--no-install');
  expect([status, stdout]).toEqual([0, expect.stringContaining('written; then: npm install\n')]);
  expect(changed(root)).toContain('wasmgate.json');
  for (const only of [[], ['--only', 'module']]) {
    expect(init(root, '--yes', '--no-install', ...only).stdout).toBe(
      'nothing to do: 1 subject is gated, and there is nothing else to gate\n',
    );
  }
});

it('has a module that asks for more than WASI started in V8', () => {
  // It imports the function b of the module a.
  const forPages = Buffer.concat([WASM, Buffer.from('010401600000020701016101620000', 'hex')]);
  const root = repository({ 'package.json': '{ "name": "one" }\n', 'lib/module.wasm': forPages });
  expect(init(root, '--yes', '--no-install').status).toBe(0);
  expect(JSON.parse(readFileSync(join(root, 'wasmgate.json'), 'utf8'))).toMatchObject({
    wasm: 'lib/module.wasm',
    startup: { engine: 'v8' },
  });
});

it('where turbo run verify would run nothing and be green it says so', () => {
  const empty = init(repository({ 'package.json': '{ "name": "one" }\n', 'broken.wasm': 'text' }));
  expect([empty.status, empty.stderr]).toEqual([2, expect.stringContaining('there is nothing to gate')]);
  expect(empty.stderr).toContain('turbo run verify would run nothing and be green');
  const root = repository({
    'package.json': '{ "workspaces": ["packages/*"] }\n',
    'elsewhere/app/wasmgate.json': '{ "wasm": "prebuilt/app.wasm" }',
    'elsewhere/app/prebuilt/app.wasm': WASM,
    'b.wasm': WASM,
  });
  expect(init(root).stdout).toContain('elsewhere/app/wasmgate.json: no package of the workspace lies there');
});

it('with --measure keeps to what is gated already', () => {
  const root = repository({ 'package.json': '{ "name": "one" }\n', 'lib/module.wasm': WASM });
  init(root, '--yes', '--no-install');
  writeFileSync(join(root, 'second.wasm'), WASM);
  const before = changed(root);
  // It comes as far as turbo, which is not installed here.
  const { status, stdout, stderr } = init(root, '--measure');
  expect([status, stdout]).toEqual([3, '']);
  expect(stderr).toContain('turbo');
  expect(changed(root)).toBe(before);
});

it('leaves what packages bring, though git should track it', () => {
  const root = repository({
    'package.json': '{ "name": "one" }\n',
    'node_modules/other/other.wasm': WASM,
    'module.wasm': WASM,
  });
  expect(init(root).stdout).not.toContain('other.wasm');
});
