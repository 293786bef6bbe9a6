import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// @boundaries-ignore the same repository as in the tests of the task
import { cargoRepository, dependencyEdits } from '../../packages/build/test/support/cargo-repository.ts';
import { copyWorkspace, type TurboRun, type WorkspaceCopy } from '../test/workspace-copy.ts';

// A subject whose crate is a member of a cargo workspace, with real turbo and real cargo. Each test starts from the cache that the
// one before it left.

const ECHO = 'subjects/echo-module';
const APP = 'subjects/app';
const always = ['//#environment'];
const settings = 'app#settings';
const build = 'app#build';

let workspace: WorkspaceCopy;
const run = (): TurboRun => workspace.turbo(['build', '--filter=app']);
const sync = (...args: string[]) =>
  workspace.run('wasm-build', ['sync', ...args], { cwd: workspace.path(APP) });

function expectExecuted(ids: readonly string[]): void {
  const { code, executed, output } = run();
  expect(code, output).toBe(0);
  expect(executed).toEqual([...always, ...ids].toSorted());
}

const replace = (path: string, before: string, after: string): void =>
  workspace.edit(path, (text) => text.replace(before, after));

beforeAll(() => {
  workspace = copyWorkspace();
  const { 'package.json': _ofItsOwn, ...repository } = cargoRepository({ app: APP });
  const ofEcho = (file: string) => workspace.read(`${ECHO}/${file}`).replace('"echo-module"', '"app"');
  const crate = { manifest: 'Cargo.toml', target: 'wasm32-wasip1', profile: 'release-wasm' };
  const files = {
    ...repository,
    [`${APP}/package.json`]: ofEcho('package.json'),
    [`${APP}/turbo.json`]: ofEcho('turbo.json'),
    [`${APP}/wasmgate.json`]: JSON.stringify({ crate, optimize: { level: 'none' }, exports: ['start'] }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(workspace.path(path)), { recursive: true });
    writeFileSync(workspace.path(path), text);
  }
}, 120_000);
afterAll(() => workspace.dispose());

describe.sequential('a member of a cargo workspace', { timeout: 300_000 }, () => {
  test('is refused until sync wrote down what it is made of, then built, then cached', () => {
    const refused = run();
    expect(refused.code, refused.output).toBe(2);
    expect(refused.executed).toContain(build);
    expect(refused.output).toContain('build: $TURBO_ROOT$/crates/units/**');
    expect(refused.output).toContain('npx wasmgate sync');
    expect(sync('--check').code).toBe(1);
    expect(sync().code).toBe(0);
    expect(sync('--check').code).toBe(0);
    expectExecuted([settings, build]);
    expectExecuted([]);
  });

  test.each([
    ['a source two packages away', 'crates/units/src/lib.rs', 'n * 3', 'n * 4'],
    ['what a build script of a package reads', 'crates/engine/data/factor.txt', '7', '8'],
    ['a procedural macro', 'crates/macros/src/lib.rs', '{name}(n)', '{name}(n + 1)'],
  ])('%s: build', (_what, path, before, after) => {
    replace(path, before, after);
    expectExecuted([build]);
    replace(path, after, before);
    expectExecuted([]);
  });

  test('another member: nothing; what concerns others in the manifest and lock file of the workspace: settings', () => {
    replace('crates/spare/src/lib.rs', '= 1', '= 2');
    replace('crates/broken/src/lib.rs', 'not Rust', 'still not Rust');
    expectExecuted([]);
    replace('Cargo.toml', '[workspace.dependencies]', '[workspace.dependencies]\nunused = "1"');
    for (const one of dependencyEdits('broken', 'spare', '{ workspace = true }')) replace(...one);
    expectExecuted([settings]);
  });

  test('the profile of the workspace, a dependency in it, and the pinned toolchain: settings and build', () => {
    replace('Cargo.toml', 'opt-level = "z"', 'opt-level = "s"');
    expectExecuted([settings, build]);
    replace(
      'Cargo.toml',
      'units = { path = "crates/units" }',
      'units = { path = "crates/units", version = "0.3" }',
    );
    expectExecuted([settings, build]);
    replace('rust-toolchain.toml', 'stable', '1.1');
    const pinned = run();
    expect([pinned.code, pinned.executed]).toEqual([0, [...always, build, settings].toSorted()]);
    expect(pinned.output).toContain('rust-toolchain.toml pins 1.1');
  });

  test('a new path dependency: never a hit, refused until sync', () => {
    for (const one of dependencyEdits('units', 'spare', '{ workspace = true }')) replace(...one);
    for (const refused of [run(), run()]) {
      expect(refused.code, refused.output).toBe(2);
      expect(refused.executed).toContain(build);
      expect(refused.output).toContain('build: $TURBO_ROOT$/crates/spare/**');
      expect(refused.output).toContain('npx wasmgate sync');
    }
    expect(sync().code).toBe(0);
    // A package's turbo.json keys each of its tasks.
    expectExecuted([settings, build]);
    replace('crates/spare/src/lib.rs', '= 2', '= 3');
    expectExecuted([build]);
  });
});
