import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { buildReport } from '@wasmgate/contracts/build';
import { WasmgateError } from '@wasmgate/contracts/errors';
import type { Subject } from '@wasmgate/contracts/subject';
import { defaultLock, resolveRust } from '@wasmgate/toolchain';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSubject } from '../src/build-subject.ts';
import { told } from './support/told.ts';
import {
  ensureRust,
  generatedSource,
  lockFile,
  manifest,
  plainConfig,
  tinyCrate,
  tinySource,
} from './support/crates.ts';
import {
  cleanEnv,
  scratchContext,
  scratchDir,
  scratchSubject,
  writeFiles,
} from './support/scratch-subject.ts';

// Real cargo on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 240_000 });
beforeAll(ensureRust);

/** Builds what must fail; gives the error, and what was printed. */
async function failure(
  subject: Subject,
  env = cleanEnv(),
): Promise<{ exitCode: number; message: string; fix: string | undefined; stderr: string }> {
  const { context, stderr } = scratchContext(env);
  const error: unknown = await buildSubject(told(subject), context).then(
    () => new Error('it was built'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof WasmgateError)) throw error;
  return { exitCode: error.exitCode, message: error.message, fix: error.fix, stderr: stderr() };
}

const messageOf = async (subject: Subject): Promise<string> => (await failure(subject)).message;

describe('exit 2, with earlier reports left whole', () => {
  it('for Rust that does not compile, with the diagnostics shown', async () => {
    const subject = scratchSubject(plainConfig, {
      ...tinyCrate,
      'src/lib.rs': 'pub fn broken() -> u32 { undefined_name }\n',
      'target/wasm-bench/build.json': 'an earlier report',
    });
    const { exitCode, message, stderr } = await failure(subject);
    expect(exitCode).toBe(2);
    expect(message).toContain('does not compile');
    expect(message).toContain('src/lib.rs:1:26');
    expect(stderr).toContain('undefined_name');
    expect(readFileSync(buildReport.path(subject.dir), 'utf8')).toBe('an earlier report');

    const quiet = scratchContext();
    await expect(buildSubject(told(subject), { ...quiet.context, quiet: true })).rejects.toThrow(
      'does not compile',
    );
    expect(quiet.stderr()).toContain('undefined_name');
    expect(existsSync(join(subject.dir, 'target/wasm-bench/build'))).toBe(false);
  });

  it.each([
    [
      'that is stale',
      { 'Cargo.lock': lockFile.replace('0.1.0', '0.2.0') },
      /update --workspace --manifest-path Cargo.toml/,
    ],
    ['that is damaged', { 'Cargo.lock': 'no lock file' }, /generate-lockfile --manifest-path Cargo.toml/],
  ])('for a lock file %s, with the command that mends it', async (_how, files, fix) => {
    const subject = scratchSubject(plainConfig, { ...tinyCrate, ...files });
    expect(await failure(subject)).toMatchObject({ exitCode: 2, fix: expect.stringMatching(fix) });
  });

  it('for a missing lock file, with the command that makes it', async () => {
    const { 'Cargo.lock': _lock, ...files } = tinyCrate;
    const { exitCode, fix } = await failure(scratchSubject(plainConfig, files));
    expect([exitCode, fix]).toEqual([2, expect.stringContaining('generate-lockfile')]);
  });

  it('for a folder of this machine in the bytes, naming its kind and the offset', async () => {
    const subject = scratchSubject(plainConfig, {
      ...tinyCrate,
      'src/lib.rs': `${tinySource}#[no_mangle] pub extern "C" fn at() -> *const u8 { concat!(env!("CARGO_MANIFEST_DIR"), "/x").as_ptr() }\n`,
    });
    const { exitCode, message } = await failure(subject);
    expect(exitCode).toBe(2);
    expect(message).toMatch(/^linked\.wasm: the subject's folder \(.+\) stands in the bytes at offset \d+$/);
    expect(existsSync(buildReport.path(subject.dir))).toBe(false);
  });

  it('for a path dependency outside the repository', async () => {
    const dir = scratchDir();
    writeFiles(join(dir, 'outside'), {
      'Cargo.toml': '[package]\nname = "outside"\nversion = "0.1.0"\n',
      'src/lib.rs': '',
    });
    const subject = scratchSubject(
      plainConfig,
      {
        ...tinyCrate,
        'Cargo.toml': manifest('[dependencies]\noutside = { path = "../outside" }\n'),
        'Cargo.lock': `${lockFile}dependencies = ["outside"]\n\n[[package]]\nname = "outside"\nversion = "0.1.0"\n`,
      },
      join(dir, 'subject'),
    );
    expect(await failure(subject)).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('package outside is a path dependency outside the repository'),
    });
  });

  it('for a manifest that leads out of the subject', async () => {
    const elsewhere = scratchDir();
    writeFileSync(join(elsewhere, 'Cargo.toml'), manifest());
    const subject = scratchSubject(plainConfig, {});
    symlinkSync(join(elsewhere, 'Cargo.toml'), join(subject.dir, 'Cargo.toml'));
    expect(await failure(subject)).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('symbolic link'),
    });
  });

  it('for an unknown profile, an unknown feature and a crate that makes no module', async () => {
    const profile = { ...plainConfig.crate, profile: 'no-such' } as NonNullable<typeof plainConfig.crate>;
    const feature = { ...profile, profile: 'release', features: ['no-such'] };
    expect(await messageOf(scratchSubject({ crate: profile }, tinyCrate))).toContain(
      'profile `no-such` is missing',
    );
    expect(await messageOf(scratchSubject({ crate: feature }, tinyCrate))).toContain('no-such');
    const library = { ...tinyCrate, 'Cargo.toml': manifest().replace('"cdylib"', '"lib"') };
    expect(await messageOf(scratchSubject(plainConfig, library))).toContain(
      'expected a cdylib or exactly one program',
    );
  });
});

describe('exit 3', () => {
  it('when there is no C compiler and a build script needs one', async () => {
    const path = scratchDir();
    mkdirSync(join(path, 'bin'));
    // The toolchain's own starters are shell scripts.
    for (const tool of ['sh', 'dirname', 'readlink', 'env', 'cat', 'uname']) {
      const found = (process.env['PATH'] ?? '')
        .split(delimiter)
        .map((dir) => join(dir, tool))
        .find((file) => existsSync(file));
      if (found !== undefined) symlinkSync(found, join(path, 'bin', tool));
    }
    const subject = scratchSubject(plainConfig, { ...tinyCrate, ...generatedSource });
    expect(await failure(subject, cleanEnv({ PATH: join(path, 'bin') }))).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('linker `cc` not found'),
      fix: expect.stringContaining('apt install gcc'),
    });
  });

  it('when crates cannot be fetched', async () => {
    const subject = scratchSubject(plainConfig, {
      ...tinyCrate,
      'Cargo.toml': manifest('[dependencies]\nitoa = "1"\n'),
      'Cargo.lock': `${lockFile}dependencies = ["itoa"]

[[package]]
name = "itoa"
version = "1.0.15"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "4a5f13b858c8d314ee3e8f639011f7ccefe71f97f96e50151fb991f267928e2c"
`,
    });
    const nowhere = 'http://127.0.0.1:9';
    const env = cleanEnv({
      CARGO_HOME: scratchDir(),
      CARGO_NET_RETRY: '0',
      CARGO_HTTP_PROXY: nowhere,
      HTTPS_PROXY: nowhere,
      https_proxy: nowhere,
      NO_PROXY: '',
      no_proxy: '',
    });
    expect(await failure(subject, env)).toMatchObject({
      exitCode: 3,
      fix: expect.stringContaining('check the network'),
    });
  });

  it('when WASMGATE_TOOLCHAIN=locked and the lock names another toolchain, naming both', async () => {
    const root = scratchDir();
    const { toolchain } = await resolveRust(
      { target: 'wasm32-wasip1', rustVersion: null },
      { env: cleanEnv(), dir: root, progress: { step: () => {}, tick: () => {} } },
    );
    const other = { ...toolchain, identity: 'another toolchain' };
    const key = `${toolchain.provider}/${toolchain.platform}`;
    const lock = { ...defaultLock, rust: { [key]: { tried: true, toolchain: other } }, preferred: key };
    writeFiles(root, {
      'package.json': '{ "workspaces": ["subject"] }',
      'toolchain.lock.json': JSON.stringify(lock),
    });
    const subject = scratchSubject(plainConfig, tinyCrate, join(root, 'subject'));
    const { exitCode, message } = await failure(subject, cleanEnv({ WASMGATE_TOOLCHAIN: 'locked' }));
    expect(exitCode).toBe(3);
    expect(message).toContain(toolchain.identity);
    expect(message).toContain(other.identity);
  });

  it('when the Rust that wasmgate installed is damaged, with the file and the fix', async (test) => {
    const { sysroot } = await resolveRust(
      { target: 'wasm32-wasip1', rustVersion: null },
      { env: cleanEnv(), dir: scratchDir(), progress: { step: () => {}, tick: () => {} } },
    );
    const installed = dirname(sysroot);
    // A toolchain of rustup's is not ours to check: then there is no installation here that could be damaged.
    if (!existsSync(join(installed, 'wasmgate-installation.json')))
      test.skip('Rust is not one that wasmgate installed');
    const cache = scratchDir();
    const prefix = join(cache, 'rust', basename(installed));
    mkdirSync(dirname(prefix));
    // Linked, not copied: it is a gigabyte. So a file of it is replaced, never written to.
    execFileSync('cp', ['-al', installed, prefix]);
    const lib = join(prefix, 'usr/lib/rustlib/wasm32-wasip1/lib');
    const core = join(lib, readdirSync(lib).find((name) => /^libcore-.*\.rlib$/.test(name)) ?? '');
    const { size, atime, mtime } = statSync(core);
    rmSync(core);
    writeFileSync(core, Buffer.alloc(size));
    utimesSync(core, atime, mtime);
    const subject = scratchSubject(plainConfig, tinyCrate);
    const env = cleanEnv({ WASMGATE_CACHE: cache, PATH: '/usr/bin:/bin', RUSTUP_HOME: scratchDir() });
    expect(await failure(subject, env)).toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/libcore-.*\.rlib has other bytes than were installed/),
      fix: 'npx wasmgate install replaces it',
    });
  });
});
