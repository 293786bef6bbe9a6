import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
// @boundaries-ignore the same repository as in the tests of the task
import { cargoRepository } from '../../packages/build/test/support/cargo-repository.ts';
import { adopt, managers, packTools, type Adopter, type Manager, type Tarballs } from './adopter.ts';

// Packed tarballs in repositories outside of this one, with each package manager: init, green, red, green from the cache.

const module = readFileSync(join(import.meta.dirname, '../../subjects/echo-module/baseline/named.wasm'));
/** A module that exports nothing: every gate would pass on it vacuously. */
const nothing = Buffer.from('\0asm\x01\0\0\0', 'latin1');

let folder: string;
let tarballs: Tarballs;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wasmgate-tarballs-'));
  tarballs = packTools(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function made(manager: Manager, packageJson: object, files: Parameters<typeof adopt>[3]): Adopter {
  const adopter = adopt(manager, tarballs, packageJson, files);
  onTestFinished(() => adopter.dispose());
  return adopter;
}

/** A workspace with a package, a task and a .wasm of its own, gated by `wasmgate init --yes`, which has nothing to do a second time. */
function prepared(manager: Manager): Adopter {
  const adopter = made(
    manager,
    { name: 'acme', private: true, workspaces: ['packages/*'] },
    {
      '.gitignore': 'node_modules\n.yarn/*\n.pnp.*\n',
      'turbo.json': '{\n  // ours\n  "tasks": {\n    "build": { "outputs": ["dist/**"] }\n  }\n}\n',
      'packages/js/package.json':
        '{ "name": "js", "version": "1.0.0", "scripts": { "build": "echo a js build" } }\n',
      'assets/app.wasm': module,
      ...(manager.program === 'pnpm' ? { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' } : {}),
    },
  );
  const first = adopter.exec('wasmgate', 'init', '--yes');
  expect(first.code, first.output).toBe(0);
  const written = adopter.run('git', 'status', '--short').output;
  const second = adopter.exec('wasmgate', 'init', '--yes');
  expect(second.output).toContain('nothing to do: 1 subject is gated');
  expect(adopter.run('git', 'status', '--short').output).toBe(written);
  return adopter;
}

/** Green, red once the module exports nothing, and green again from the cache. */
function expectGated(adopter: Adopter): void {
  const green = adopter.turbo('verify');
  expect(green.code, green.output).toBe(0);
  expect(green.executed).toContain('app#startup-bench');
  adopter.write('assets/app.wasm', nothing);
  const red = adopter.turbo('verify');
  expect(red.code, red.output).toBe(1);
  expect(red.output).toMatch(/exports nothing/);
  adopter.write('assets/app.wasm', module);
  const again = adopter.turbo('verify');
  expect(again.code, again.output).toBe(0);
  expect(again.executed).toEqual(['//#environment']);
}

/** Tasks of others are what they were. */
function expectUndisturbed(adopter: Adopter): void {
  const built = adopter.turbo('build', '--filter=js');
  expect(built.code, built.output).toBe(0);
  expect(built.output).toContain('a js build');
  expect(built.executed).toEqual(['js#build']);
  expect(adopter.read('turbo.json')).toContain('// ours\n');
}

test('publint has nothing to say of what is packed', async () => {
  for (const [name, file] of Object.entries(tarballs)) {
    const { messages } = await publint({
      pack: { tarball: new Uint8Array(readFileSync(file)).buffer },
      strict: true,
    });
    expect([name, messages]).toEqual([name, []]);
  }
});

test('attw finds no types that could be wrong: the packages have commands, and nothing to import', async () => {
  for (const [name, file] of Object.entries(tarballs)) {
    const packed = createPackageFromTarballData(new Uint8Array(readFileSync(file)));
    const { exports, main, types } = JSON.parse(
      packed.readFile(`/node_modules/${name}/package.json`),
    ) as Record<string, unknown>;
    expect([name, exports, main, types]).toEqual([name, undefined, undefined, undefined]);
    expect(await checkPackage(packed)).toMatchObject({ packageName: name, types: false });
  }
});

describe('wasmgate init', { timeout: 300_000 }, () => {
  test('in a workspace of npm: green, red, green from the cache', () => {
    const adopter = prepared(managers.npm);
    expectGated(adopter);
    expectUndisturbed(adopter);
  });

  test.each(['pnpm', 'yarn 1', 'yarn, node-modules'] as const)(
    'in a workspace of %s: the tools run',
    (name) => {
      const adopter = prepared(managers[name]);
      const ran = adopter.turbo('size', 'feature-check');
      expect(ran.code, ran.output).toBe(0);
      expect(ran.executed).toEqual([
        '//#environment',
        'app#build',
        'app#feature-check',
        'app#settings',
        'app#size',
      ]);
      expectUndisturbed(adopter);
    },
  );

  test('in a workspace of yarn with Plug’n’Play: all tools run, and an archive is said where it is in the way', () => {
    const adopter = prepared(managers['yarn, pnp']);
    const measured = adopter.turbo('size', 'startup-bench');
    expect(measured.code, measured.output).toBe(0);
    expect(measured.executed).toEqual(expect.arrayContaining(['app#size', 'app#startup-bench']));
    const { dependenciesMeta, ...packageJson } = JSON.parse(adopter.read('package.json')) as Record<
      string,
      object
    >;
    expect(dependenciesMeta).toHaveProperty('binaryen');
    adopter.write('package.json', JSON.stringify(packageJson));
    adopter.run('yarn', 'install');
    const { output } = adopter.turbo('settings', '--force');
    expect(output).toContain('binaryen lies in an archive of Yarn');
    expect(output).toContain('exited (3)');
    expect(output).not.toContain('defect of wasmgate');
  });

  test.each(['npm', 'pnpm'] as const)(
    'of a crate in a cargo workspace, in a repository of %s: what is planted in a path dependency is red',
    (name) => {
      const { 'package.json': _ofItsOwn, ...crates } = cargoRepository({ app: 'apps/app' });
      const adopter = made(
        managers[name],
        { name: 'acme', private: true, ...(name === 'npm' ? { workspaces: ['packages/*'] } : {}) },
        {
          ...crates,
          '.gitignore': 'node_modules\n',
          ...(name === 'pnpm' ? { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' } : {}),
        },
      );
      const begun = adopter.exec('wasmgate', 'init', '--yes');
      expect(begun.code, begun.output).toBe(0);
      expect(adopter.read('wasmgate/app/turbo.json')).toContain('$TURBO_ROOT$/crates/units/**');
      const config = JSON.parse(adopter.read('wasmgate/app/wasmgate.json')) as object;
      const features = {
        groups: [{ name: 'forbidden', paths: ['units::forbidden'], reason: 'it is a test' }],
      };
      adopter.write('wasmgate/app/wasmgate.json', JSON.stringify({ ...config, features }, null, 2));
      const green = adopter.turbo('verify');
      expect(green.code, green.output).toBe(0);
      const before = adopter.read('crates/units/src/lib.rs');
      adopter.write(
        'crates/units/src/lib.rs',
        'pub fn scaled(n: usize) -> usize { forbidden(n) * 3 }\n#[inline(never)]\nfn forbidden(n: usize) -> usize { n ^ std::hint::black_box(5) }\n',
      );
      const red = adopter.turbo('verify');
      expect(red.code, red.output).toBe(1);
      expect(red.output).toContain('units::forbidden');
      adopter.write('crates/units/src/lib.rs', before);
      const again = adopter.turbo('verify');
      expect(again.code, again.output).toBe(0);
      expect(again.executed).toEqual(['//#environment']);
    },
  );

  test('in a single package, measured at once: budgets and baseline are what was found, and a larger module is red', () => {
    const adopter = made(
      managers.npm,
      { name: '@acme/one' },
      { '.gitignore': 'node_modules\n', 'lib/app.wasm': module },
    );
    const begun = adopter.exec('wasmgate', 'init', '--yes', '--measure');
    expect(begun.code, begun.output).toBe(0);
    expect(JSON.parse(adopter.read('wasmgate.json'))).toMatchObject({
      wasm: 'lib/app.wasm',
      budgets: { wasm_size_raw_kb: 33, wasm_size_gzip_kb: expect.any(Number) },
    });
    expect(JSON.parse(adopter.read('baseline.json'))).toHaveProperty(
      'subjects.one.artifact.bytes',
      module.length,
    );
    // A custom section of 4 kB, which nothing reads: the file is larger, and over its budget.
    const section = Buffer.concat([Buffer.from([0, 0x81, 0x20, 1, 0x78]), Buffer.alloc(4095)]);
    adopter.write('lib/app.wasm', Buffer.concat([module, section]));
    const red = adopter.turbo('verify');
    expect(red.code, red.output).toBe(1);
    const { failures } = JSON.parse(adopter.read('target/wasm-bench/verify.json')) as {
      failures: { code: string }[];
    };
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['metric_regressed', 'over_budget']));
    expect(red.output).toContain('npx wasmgate baseline --accept');
    adopter.write('lib/app.wasm', module);
    const again = adopter.turbo('verify');
    expect(again.code, again.output).toBe(0);
    expect(again.executed).toEqual(['environment']);
  });
});
