import { spawnSync } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readToolchainLock } from '@wasmgate/contracts/toolchain-lock';
import { lockedToolchain } from '../src/lock/find-lock.ts';
import { thisMachine } from '../src/machine/machine.ts';
import { addedTarget, recordTarget } from '../src/providers/rustup-record.ts';
import { remapRoots } from '../src/rust/remap-roots.ts';
import { requireCc } from '../src/rust/require-cc.ts';
import { requireLocked, resolveRust, type ResolvedRust } from '../src/rust/resolve-rust.ts';
import { ordinaryEnv } from './capture.ts';
import { emptyFolder, makeWorkspace, repoLock } from './workspace.ts';

const need = { target: 'wasm32-wasip1', rustVersion: '1.85' } as const;
const progress = { step: () => {}, tick: () => {} };
const bare = (more: Record<string, string>) =>
  ordinaryEnv({ RUSTUP_HOME: emptyFolder(), PATH: emptyFolder(), ...more });
const nowhere = () => bare({ WASMGATE_CACHE: emptyFolder(), WASMGATE_INSTALL: 'never' });

describe('the Rust of this machine', () => {
  let rust: ResolvedRust;
  let subject: string;
  beforeAll(async () => {
    subject = makeWorkspace().subject;
    // In the ordinary cache: installed once per machine, by whatever asks for it first.
    rust = await resolveRust(need, { env: ordinaryEnv(), dir: subject, progress });
  }, 1_200_000);

  it.each(['wasm32-wasip1', 'wasm32-wasip2'])(
    'links a core module for %s, in a folder that pins another channel',
    (target) => {
      writeFileSync(join(subject, 'rust-toolchain.toml'), '[toolchain]\nchannel = "1.2.3"\n');
      const args = [
        'build',
        '--offline',
        '--quiet',
        '--target',
        target,
        '--target-dir',
        join(subject, 'target'),
      ];
      const env = { ...ordinaryEnv(), ...rust.env } as NodeJS.ProcessEnv;
      const { status, stderr } = spawnSync(rust.cargo, args, { cwd: subject, env, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const bytes = readFileSync(join(subject, 'target', target, 'debug', 'probe.wasm'));
      expect(bytes.subarray(0, 8).toString('hex')).toBe('0061736d01000000');
    },
  );

  it('says what it is without any path of this machine', () => {
    const text = JSON.stringify(rust.toolchain);
    expect(text).not.toMatch(/"\/|\s\/|\\\\/);
    expect(rust.toolchain.identity).toContain(rust.toolchain.std);
    expect(rust.toolchain.identity).toContain(rust.toolchain.linker);
  });

  it('is found again without starting any process', async () => {
    const started: unknown[] = [];
    const note = (message: unknown) => void started.push(message);
    subscribe('child_process', note);
    try {
      expect(await resolveRust(need, { env: ordinaryEnv(), dir: subject, progress })).toEqual(rust);
      expect(started).toEqual([]);
      // Without what was remembered the tools are asked: the count can be something else than zero.
      const forgetful = bare({ WASMGATE_CACHE: emptyFolder(), WASMGATE_RUSTC: rust.rustc });
      await resolveRust(need, { env: forgetful, dir: subject, progress });
      expect(started.length).toBeGreaterThan(0);
    } finally {
      unsubscribe('child_process', note);
    }
  });

  it('can be named, and is then the only one', async () => {
    const env = bare({ WASMGATE_RUSTC: rust.rustc, WASMGATE_INSTALL: 'never' });
    expect(await resolveRust(need, { env, dir: subject, progress })).toMatchObject({
      source: 'WASMGATE_RUSTC',
      toolchain: rust.toolchain,
      cargo: rust.cargo,
    });
    const tooOld = resolveRust({ ...need, rustVersion: '1.999' }, { env, dir: subject, progress });
    await expect(tooOld).rejects.toThrow('the crate needs 1.999');
  });

  it('gives roots to remap, the last of which wins: cargo, each registry index, sysroot', () => {
    const cargoHome = emptyFolder();
    mkdirSync(join(cargoHome, 'registry', 'src', 'mirror-1234'), { recursive: true });
    expect(remapRoots({ sysroot: rust.sysroot, cargoHome })).toEqual([
      { from: cargoHome, to: '/cargo' },
      { from: join(cargoHome, 'registry', 'src', 'mirror-1234'), to: '/cargo/registry/src' },
      { from: rust.sysroot, to: '/rustc-sysroot' },
    ]);
    const link = join(emptyFolder(), 'link');
    symlinkSync(cargoHome, link);
    const both = remapRoots({ sysroot: rust.sysroot, cargoHome: link }).filter(({ to }) => to === '/cargo');
    expect(both.map(({ from }) => from)).toEqual([cargoHome, link]);
  });
});

describe('without Rust', () => {
  it('and with WASMGATE_INSTALL=never, it says what is missing, why, and the commands that install it', async () => {
    const env = nowhere();
    const attempt = resolveRust(need, { env, dir: makeWorkspace().subject, progress });
    await expect(attempt).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(
        /Rust 1\.85 or newer .*wasm32-wasip1.* is missing; it is needed to build/,
      ),
      fix: expect.stringMatching(/rustup toolchain install .*apt-get install rustc cargo/s),
    });
    expect(readdirSync(env['WASMGATE_CACHE'] ?? '')).toEqual([]);
  });

  it('and without apt it says why Debian packages are out of the question', async () => {
    const env = bare({ WASMGATE_CACHE: emptyFolder() });
    const attempt = resolveRust(need, { env, dir: makeWorkspace().subject, progress });
    await expect(attempt).rejects.toThrow(/Debian packages( are for Linux only|: )/);
  });

  it('a rustup toolchain without the target does not count, and is named', async () => {
    const { home } = rustupToolchain();
    const env = { ...nowhere(), RUSTUP_HOME: home };
    const attempt = resolveRust(need, { env, dir: makeWorkspace().subject, progress });
    await expect(attempt).rejects.toThrow(/rustup: .*stable-x has no standard library for wasm32-wasip1/);
  });

  it('a target that was added to it and is damaged does not count, until rustup brings another compiler', async () => {
    const { home, sysroot } = rustupToolchain();
    const cacheDir = emptyFolder();
    const env = { ...nowhere(), RUSTUP_HOME: home, WASMGATE_CACHE: cacheDir };
    const lib = join(sysroot, 'lib', 'rustlib', need.target, 'lib');
    mkdirSync(lib, { recursive: true });
    const std = ['core', 'alloc', 'std'].map((name) => join(lib, `lib${name}-0.rlib`));
    for (const file of std) writeFileSync(file, 'an archive');
    const rustc = join(sysroot, 'bin', 'rustc');
    const added = addedTarget({ sysroot, rustc }, need.target, { cacheDir });
    if (added === null) throw new Error('there is a rustc');
    recordTarget(added);
    const attempt = () => resolveRust(need, { env, dir: makeWorkspace().subject, progress });
    // It is no real compiler: whole, it does not run.
    await expect(attempt()).rejects.toThrow(/rustup: .*stable-x does not run/);
    truncateSync(std[2] ?? '', 3);
    await expect(attempt()).rejects.toThrow(
      /rustup: .*stable-x is damaged: lib\/libstd-0\.rlib has 3 bytes, and 10 were installed/,
    );
    rmSync(rustc);
    copyFileSync('/bin/sh', rustc);
    await expect(attempt()).rejects.toThrow(/rustup: .*stable-x does not run/);
  });
});

/** A toolchain of rustup's, as far as it is looked at. */
function rustupToolchain(): { home: string; sysroot: string } {
  const home = emptyFolder();
  const sysroot = join(home, 'toolchains', 'stable-x');
  const [bin, lld] = [join(sysroot, 'bin'), join(sysroot, 'lib', 'rustlib', 'host', 'bin')];
  for (const folder of [bin, lld]) mkdirSync(folder, { recursive: true });
  for (const name of ['rustc', 'cargo']) symlinkSync(process.execPath, join(bin, name));
  symlinkSync(process.execPath, join(lld, 'rust-lld'));
  writeFileSync(join(sysroot, 'lib', 'rustlib', 'multirust-channel-manifest.toml'), '');
  return { home, sysroot };
}

describe('WASMGATE_TOOLCHAIN=locked', () => {
  const locked = lockedToolchain(readToolchainLock(repoLock), 'x86_64-linux');
  if (locked === null) throw new Error('toolchain.lock.json names nothing for x86_64-linux');

  it('stops a build that would get another toolchain, naming both', () => {
    const other = { ...locked, std: 'rebuilt', identity: 'another one' };
    expect(() => requireLocked(locked, locked)).not.toThrow();
    expect(() => requireLocked(other, locked)).toThrow(locked.identity);
    expect(() => requireLocked(other, locked)).toThrow('another one');
    expect(() => requireLocked(other, null)).toThrow(thisMachine().platform);
  });

  it('installs nothing, ever, and names what the lock wants and what there is', async () => {
    const cache = emptyFolder();
    const env = bare({ WASMGATE_CACHE: cache, WASMGATE_TOOLCHAIN: 'locked' });
    const refused = resolveRust(
      { target: 'wasm32-wasip2', rustVersion: null },
      { env, dir: dirname(repoLock), progress },
    );
    await expect(refused).rejects.toThrow('WASMGATE_TOOLCHAIN=locked: nothing was downloaded');
    await expect(refused).rejects.toThrow('lock: debian/');
    await expect(refused).rejects.toMatchObject({ exitCode: 3 });
    expect(readdirSync(cache)).toEqual([]);
  });
});

describe('a C compiler', () => {
  it('is demanded where build scripts need one, with the command that installs it', () => {
    const empty = { PATH: emptyFolder() };
    if (thisMachine().os === 'win32') return expect(() => requireCc(empty)).not.toThrow();
    expect(() => requireCc(empty)).toThrow('cc is not on PATH');
    const folder = emptyFolder();
    symlinkSync(process.execPath, join(folder, 'cc'));
    expect(() => requireCc({ PATH: folder })).not.toThrow();
    expect(existsSync(join(folder, 'cc'))).toBe(true);
  });
});
