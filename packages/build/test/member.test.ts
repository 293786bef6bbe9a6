import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { readSubject, type Subject } from '@wasmgate/contracts/subject';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSubject } from '../src/build-subject.ts';
import { syncSubject } from '../src/sync/sync-subject.ts';
import { cargoRepository, dependencyEdits, type CargoRepository } from './support/cargo-repository.ts';
import { ensureRust, plainConfig } from './support/crates.ts';
import { localRegistry } from './support/local-registry.ts';
import { cleanEnv, scratchContext, scratchDir, writeFiles } from './support/scratch-subject.ts';
import { told } from './support/told.ts';

// Real cargo on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 240_000 });
beforeAll(ensureRust);

/** A repository with a cargo workspace in it; the crate lies in the subject, or elsewhere (`manifest`). */
function repository(given: Partial<CargoRepository> & { subject?: string; manifest?: string } = {}) {
  const root = join(scratchDir(), 'repository');
  const { subject: at = 'subjects/app', manifest = 'Cargo.toml', app = 'subjects/app' } = given;
  const crate = { ...plainConfig.crate, manifest };
  writeFiles(root, {
    ...cargoRepository({ ...given, app }),
    [`${at}/wasmgate.json`]: JSON.stringify({ ...plainConfig, crate }),
    [`${at}/turbo.json`]: '{\n  // what turbo needs\n  "extends": ["//"]\n}\n',
  });
  const dir = join(root, at);
  const subject = readSubject(dir);
  if (subject === null) throw new Error('no subject');
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const edit = (path: string, from: string, to: string) => {
    expect(read(path)).toContain(from);
    writeFileSync(join(root, path), read(path).replace(from, to));
  };
  return { root, dir, subject, read, edit };
}

const build = (subject: Subject, env = cleanEnv()) =>
  buildSubject(told(subject), scratchContext(env).context);
const sync = (subject: Subject, check = false, env = cleanEnv()) =>
  syncSubject(subject, { check }, scratchContext(env).context);

async function refusal(subject: Subject): Promise<{ message: string; fix: string }> {
  const error: unknown = await build(subject).then(
    () => new Error('it was built'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error;
  return { message: error.message, fix: error.fix ?? '' };
}

const ofPackage = (folder: string) => [
  `$TURBO_ROOT$/${folder}/**`,
  `!$TURBO_ROOT$/${folder}/target/**`,
  `!$TURBO_ROOT$/${folder}/node_modules/**`,
];
const inRoot = (path: string) => `$TURBO_ROOT$/${path}`;

describe('a member of a cargo workspace', () => {
  it('is built from what it resolves to, when that keys it', async () => {
    const registry = localRegistry();
    const env = cleanEnv({ CARGO_HOME: registry.cargoHome });
    const { root, subject, read } = repository({ registry });
    const { missing } = await sync(subject, true, env);
    expect(read('subjects/app/turbo.json')).not.toContain('tasks');
    await sync(subject, false, env);
    const text = read('subjects/app/turbo.json');
    expect(text).toContain('// what turbo needs');
    const settings = ['Cargo.lock', 'Cargo.toml'].map(inRoot);
    expect(JSON.parse(text.replace(/\/\/ what.*/, ''))).toEqual({
      extends: ['//'],
      tasks: {
        settings: { inputs: ['$TURBO_EXTENDS$', ...settings] },
        build: {
          inputs: [
            '$TURBO_EXTENDS$',
            ...['engine', 'macros', 'units'].flatMap((name) => ofPackage(`crates/${name}`)),
          ],
        },
      },
    });
    expect(missing).toHaveLength(settings.length + 3);
    expect(await sync(subject, false, env)).toEqual({
      file: 'subjects/app/turbo.json',
      missing: [],
      stale: [],
    });
    expect(read('subjects/app/turbo.json')).toBe(text);

    const report = await build(subject, env);
    expect(report).toMatchObject({ verdict: 'pass', findings: [], crate: { name: 'app', version: '0.3.0' } });
    const packages = new Set((report.units ?? []).map((unit) => unit.package));
    expect([...packages]).toEqual([
      'path+file:///workspace/crates/engine#engine@0.3.0',
      'path+file:///workspace/crates/macros#macros@0.3.0',
      'path+file:///workspace/crates/units#units@0.3.0',
      'path+file:///workspace/subjects/app#app@0.3.0',
      'registry+https://github.com/rust-lang/crates.io-index#digits@1.0.0',
    ]);
    expect(existsSync(join(root, 'target'))).toBe(false);
  });

  it('with a new path dependency is refused until sync wrote it down, and sync takes back what is not needed', async () => {
    const { root, subject, read, edit } = repository();
    const { message, fix } = await refusal(subject);
    expect(message).toContain('build: $TURBO_ROOT$/crates/units/**');
    expect(message).toContain('settings: $TURBO_ROOT$/Cargo.lock');
    expect(message).not.toContain('spare');
    expect(fix).toContain('wasmgate sync');
    await sync(subject);
    await build(subject);

    const before = read('subjects/app/turbo.json');
    const files = ['crates/units/Cargo.toml', 'Cargo.lock'].map((path) => [path, read(path)] as const);
    for (const one of dependencyEdits('units', 'spare', '{ workspace = true }')) edit(...one);
    expect((await refusal(subject)).message).toMatch(
      /these inputs:\n +build: \$TURBO_ROOT\$\/crates\/spare\/\*\*$/,
    );
    expect((await sync(subject)).stale).toEqual([]);
    await build(subject);
    const { missing, stale } = await sync(subject, true);
    expect([...missing, ...stale]).toEqual([]);

    for (const [path, text] of files) writeFileSync(join(root, path), text);
    const unneeded = await sync(subject);
    expect(unneeded.missing).toEqual([]);
    expect(unneeded.stale.map(({ input }) => input)).toEqual(ofPackage('crates/spare'));
    expect(read('subjects/app/turbo.json')).toBe(before);
  });

  it('may lie elsewhere in the repository than the package of npm', async () => {
    const { dir, subject } = repository({
      app: 'crates/app',
      subject: 'web/page',
      manifest: '../../crates/app/Cargo.toml',
    });
    expect((await sync(subject)).missing.map(({ input }) => input)).toEqual(
      expect.arrayContaining([
        '$TURBO_ROOT$/crates/app/**',
        '$TURBO_ROOT$/crates/engine/**',
        inRoot('crates/app/Cargo.toml'),
      ]),
    );
    expect((await build(subject)).findings).toEqual([]);
    expect(existsSync(join(dir, 'target/wasm-build/cargo'))).toBe(true);
  });

  it('that is the root of its repository is keyed by what lies in it as well', async () => {
    const { subject } = repository({ app: '.', subject: '.' });
    expect((await refusal(subject)).fix).toContain('wasmgate sync');
    expect((await sync(subject)).missing.map(({ input }) => input)).toEqual(
      ['engine', 'macros', 'units'].map((name) => `$TURBO_ROOT$/crates/${name}/**`),
    );
    expect((await build(subject)).findings).toEqual([]);
    expect(await sync(subject, true)).toEqual({ file: 'turbo.json', missing: [], stale: [] });
  });

  it('whose toolchain is pinned and not here says which one built', async () => {
    const { subject } = repository({ channel: '1.1' });
    await sync(subject);
    expect(await build(subject)).toMatchObject({
      verdict: 'pass',
      findings: [{ code: 'toolchain_not_pinned', severity: 'warning', args: { pinned: '1.1' } }],
    });
  });

  it('may not reach out of the repository', async () => {
    const { root, subject, edit } = repository();
    writeFiles(join(root, '../outside'), {
      'Cargo.toml': '[package]\nname = "far"\nversion = "0.3.0"\n[workspace]\n',
      'src/lib.rs': '',
    });
    for (const one of dependencyEdits('units', 'far', '{ path = "../../../outside" }')) edit(...one);
    edit('Cargo.lock', 'name = "macros"', 'name = "far"\nversion = "0.3.0"\n\n[[package]]\nname = "macros"');
    for (const make of [build, sync]) {
      await expect(make(subject)).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringContaining('package far is a path dependency outside the repository'),
      });
    }
  });
});

it('a variant is keyed by what it extends, and by its sources', async () => {
  const { root, read } = repository({ app: 'subjects/app' });
  const dir = join(root, 'subjects/app-debug');
  writeFiles(dir, { 'wasmgate.json': JSON.stringify({ extends: '../app', crate: { profile: 'dev' } }) });
  const variant = readSubject(dir);
  if (variant === null) throw new Error('no subject');
  const { fix } = await refusal(variant);
  expect(fix).toContain('wasmgate sync');
  const { missing } = await sync(variant);
  const inputs = missing.map(({ task, input }) => `${task}: ${input}`);
  expect(inputs).toEqual(
    expect.arrayContaining([
      'settings: $TURBO_ROOT$/subjects/app/wasmgate.json',
      'build: $TURBO_ROOT$/subjects/app/**',
    ]),
  );
  expect(read('subjects/app-debug/turbo.json')).toContain('"$TURBO_ROOT$/subjects/app/wasmgate.json"');
  expect((await sync(variant, true)).missing).toEqual([]);
});
