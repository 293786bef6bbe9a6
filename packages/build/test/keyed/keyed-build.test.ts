import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport } from '@wasmgate/contracts/build';
import { InputError } from '@wasmgate/contracts/errors';
import type { Subject } from '@wasmgate/contracts/subject';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSubject } from '../../src/build-subject.ts';
import { ensureRust, manifest, plainConfig, tinyCrate, tinySource } from '../support/crates.ts';
import { told } from '../support/told.ts';
import {
  cleanEnv,
  scratchContext,
  scratchDir,
  scratchSubject,
  writeFiles,
} from '../support/scratch-subject.ts';

// Real cargo on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 240_000 });
beforeAll(ensureRust);

/** A repository with one subject; a test changes it and builds again, so that cargo compiles only what changed. */
function repository() {
  // In a folder of its own, for a test looks above it.
  const root = join(scratchDir(), 'repository');
  writeFiles(root, {
    'package.json': '{ "workspaces": ["subjects/*"] }',
    'shared/x.rs': 'pub const X: u8 = 1;\n',
  });
  const dir = join(root, 'subjects/tiny');
  const subject = scratchSubject(plainConfig, { ...tinyCrate, 'turbo.json': '{ "extends": ["//"] }' }, dir);
  const write = (files: Readonly<Record<string, string>>) => writeFiles(dir, files);
  const lib = (code: string) => write({ 'src/lib.rs': `${tinySource}${code}\n` });
  const script = (...lines: readonly string[]) => write({ 'build.rs': `fn main() { ${lines.join(' ')} }\n` });
  return { root, dir, subject, write, lib, script };
}

const say = (line: string): string => `println!("cargo::${line}");`;

async function refusal(subject: Subject, env = cleanEnv()): Promise<{ message: string; fix: string }> {
  const error: unknown = await buildSubject(told(subject), scratchContext(env).context).then(
    () => new Error('it was built'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error;
  expect(existsSync(buildReport.path(subject.dir))).toBe(false);
  return { message: error.message, fix: error.fix ?? '' };
}

const builds = (subject: Subject, env = cleanEnv()) =>
  buildSubject(told(subject), scratchContext(env).context);

describe('a source', () => {
  it('is refused by where it lies, with the line that keys it, and built with that line', async () => {
    const { root, dir, subject, write, lib } = repository();
    write({ 'note.txt': 'a note' });
    writeFiles(join(root, '..', 'above wasmgate'), { 'y.rs': 'pub const Y: u8 = 1;\n' });
    symlinkSync('../../../shared/x.rs', join(dir, 'src/x.rs'));
    symlinkSync('lib.rs', join(dir, 'src/same.txt'));
    lib(`mod x;
pub const NOTE: &str = include_str!("../note.txt");
pub const SAME: &str = include_str!("same.txt");
pub const Y: &str = include_str!("../../../../above wasmgate/y.rs");`);
    const { message, fix } = await refusal(subject);
    rmSync(join(root, '..', 'above wasmgate'), { recursive: true });
    expect(
      message
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    ).toEqual([
      'shared/x.rs, read by tiny',
      'note.txt, read by tiny',
      expect.stringMatching(/above wasmgate\/y\.rs, read by tiny: it lies above the repository/),
    ]);
    const inputs = '["$TURBO_EXTENDS$", "$TURBO_ROOT$/shared/x.rs", "note.txt"]';
    expect(fix).toContain(`in subjects/tiny/turbo.json: "tasks": { "build": { "inputs": ${inputs} } }`);

    lib('mod x;\npub const NOTE: &str = include_str!("../note.txt");');
    write({ 'turbo.json': `{ "extends": ["//"], "tasks": { "build": { "inputs": ${inputs} } } }` });
    expect((await builds(subject)).verdict).toBe('pass');
  });

  it('of a package in the subject counts as well, and sync writes it down', async () => {
    const { subject, write } = repository();
    write({
      'part/Cargo.toml': '[package]\nname = "part"\nversion = "0.1.0"\n',
      'part/src/lib.rs': '',
      'Cargo.toml': manifest('[dependencies]\npart = { path = "part" }\n'),
      'Cargo.lock': `${tinyCrate['Cargo.lock']}dependencies = ["part"]\n\n[[package]]\nname = "part"\nversion = "0.1.0"\n`,
    });
    const { message, fix } = await refusal(subject);
    expect(message).toMatch(/these inputs:\n +build: \$TURBO_ROOT\$\/subjects\/tiny\/part\/\*\*$/);
    expect(fix).toContain('wasmgate sync');
  });
});

describe('a build script', () => {
  it('must say on what it depends, that must be keyed, and C needs a compiler that is', async () => {
    const { dir, subject, script, write } = repository();
    script();
    expect(await refusal(subject)).toEqual({
      message: expect.stringContaining(
        'the whole package tiny: the build script of tiny says on nothing that it depends',
      ),
      fix: 'in build.rs: println!("cargo::rerun-if-changed=build.rs"); and a line for each other file that it reads',
    });

    write({ 'data/a.txt': '' });
    mkdirSync(join(dir, 'wit'));
    symlinkSync('../data', join(dir, 'wit/deps'));
    script(
      say('rerun-if-changed=wit'),
      say('rerun-if-env-changed=MY_LEVEL'),
      say('rerun-if-env-changed=CC_wasm32-wasip1'),
    );
    const { message, fix } = await refusal(subject);
    expect(
      message
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    ).toEqual([
      'data/, read by the build script of tiny',
      'the variable MY_LEVEL, asked for by the build script of tiny',
    ]);
    expect(fix).toContain('"inputs": ["$TURBO_EXTENDS$", "data/**"]');

    script(
      say('rerun-if-changed=build.rs'),
      'let out = std::env::var("OUT_DIR").unwrap();',
      'std::fs::write(format!("{out}/libfoo.a"), "!<arch>\\n").unwrap();',
      say('rustc-link-lib=static=foo'),
      'println!("cargo::rustc-link-search=native={out}");',
    );
    expect(await refusal(subject)).toEqual({
      message: expect.stringContaining('libfoo.a, made by a C compiler and linked by tiny'),
      fix: expect.stringContaining('"c_compiler": "clang"'),
    });

    // A copy of what lies in the package was not compiled here, and counts as what it is a copy of.
    write({ 'src/libfoo.a': '!<arch>\n' });
    await builds(subject);
  });
});

describe('a variable', () => {
  it('is refused until it is declared, reaches the crate then, and no other does', async () => {
    const { root, subject, write, lib } = repository();
    lib(
      '#[no_mangle] pub extern "C" fn level() -> usize { option_env!("MY_LEVEL").map_or(0, str::len) + env!("CARGO_PKG_NAME").len() }',
    );
    const env = cleanEnv({
      MY_LEVEL: 'abc',
      RUSTC_WRAPPER: '/no/such/wrapper',
      CARGO_UNSTABLE_BUILD_STD: 'std',
    });
    expect(await refusal(subject, env)).toEqual({
      message: expect.stringMatching(/\n {2}the variable MY_LEVEL, asked for by tiny$/),
      fix: expect.stringContaining('in wasmgate.json: "crate": { "env": ["MY_LEVEL"] }'),
    });

    const crate = { ...plainConfig.crate, env: ['MY_LEVEL'] } as NonNullable<typeof plainConfig.crate>;
    const declared = { ...subject, config: { ...plainConfig, crate } };
    expect((await refusal(declared, env)).message).toContain('turbo gives no task a variable');

    write({ 'turbo.json': '{ "tasks": { "build": { "env": ["$TURBO_EXTENDS$", "MY_LEVEL"] } } }' });
    const set = await builds(declared, env);
    const unset = await builds(declared, cleanEnv());
    expect(set.artifact_sha256).not.toBe(unset.artifact_sha256);

    // cargo's configuration sets it: then that keys it.
    writeFiles(root, {
      '.cargo/config.toml': '[env]\nMY_LEVEL = "abc"\n[build]\nrustc-wrapper = "/no/such/wrapper"\n',
    });
    expect((await builds(subject)).artifact_sha256).toBe(set.artifact_sha256);
  });
});

it("cargo's configuration that leads out of the subject is refused before anything is built", async () => {
  const { root, subject } = repository();
  writeFiles(root, { '.cargo/config.toml': '[patch.crates-io]\nitoa = { path = "vendor/itoa" }\n' });
  const { message, fix } = await refusal(subject);
  expect(message).toContain(
    'patch.crates-io.itoa.path (workspace): the patch of itoa lies outside the subject',
  );
  expect(fix).toContain('[patch.crates-io]  itoa');
  expect(existsSync(join(subject.dir, 'target'))).toBe(true);
});
