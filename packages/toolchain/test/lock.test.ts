import { join } from 'node:path';
import { readToolchainLock } from '@wasmgate/contracts/toolchain-lock';
import { describe, expect, it } from 'vitest';
import { defaultLock } from '../src/lock/default-lock.ts';
import { findLock, lockedToolchain } from '../src/lock/find-lock.ts';
import { lockWith } from '../src/lock/lock-toolchain.ts';
import { toolchainOf } from '../src/rust/toolchain-identity.ts';
import { emptyFolder, makeWorkspace, repoLock } from './workspace.ts';

const facts = { release: '1.97.1', rustc: '1.97.1', cargo: '1.97.1', std: 's', linker: 'l' };
const here = toolchainOf('rustup', 'aarch64-darwin', facts);

describe('toolchain.lock.json', () => {
  it('says the same as the recipe that is built in', () => {
    const { debian, wasmtime } = readToolchainLock(repoLock);
    expect(debian).toEqual(defaultLock.debian);
    expect(wasmtime).toEqual(defaultLock.wasmtime);
  });

  it('names a toolchain that was really tried for the platform of CI', () => {
    const lock = readToolchainLock(repoLock);
    expect(lockedToolchain(lock, 'x86_64-linux')).toMatchObject({ provider: 'debian' });
    expect(lock.rust[lock.preferred]?.tried).toBe(true);
  });

  it('is found from a subject upwards; elsewhere the recipe that is built in holds', () => {
    const { root, subject } = makeWorkspace();
    expect(findLock(subject).file).toBe(join(root, 'toolchain.lock.json'));
    expect(findLock(emptyFolder())).toEqual({ file: null, lock: defaultLock });
    expect(findLock(makeWorkspace({ lock: null }).subject).file).toBeNull();
  });

  it('gets another entry without losing those of other platforms, nor its preference', () => {
    const before = readToolchainLock(repoLock);
    const after = lockWith(before, here);
    expect(after.rust).toMatchObject(before.rust);
    expect(after.rust['rustup/aarch64-darwin']).toEqual({ tried: true, toolchain: here });
    expect(after.preferred).toBe(before.preferred);
  });

  it('prefers the first toolchain that is written to it', () => {
    expect(lockWith(defaultLock, here).preferred).toBe('rustup/aarch64-darwin');
  });

  it('answers for another platform with the preferred provider, then with one that was tried', () => {
    const debianArm = toolchainOf('debian', 'aarch64-linux', facts);
    const rustupArm = toolchainOf('rustup', 'aarch64-linux', facts);
    const base = readToolchainLock(repoLock);
    expect(lockedToolchain(base, 'aarch64-linux')).toBeNull();
    expect(lockedToolchain(lockWith(base, rustupArm), 'aarch64-linux')).toEqual(rustupArm);
    expect(lockedToolchain(lockWith(lockWith(base, rustupArm), debianArm), 'aarch64-linux')).toEqual(
      debianArm,
    );
    const untried = { ...base.rust, 'rustup/aarch64-linux': { tried: false, toolchain: rustupArm } };
    const system = toolchainOf('system', 'aarch64-linux', facts);
    expect(lockedToolchain(lockWith({ ...base, rust: untried }, system), 'aarch64-linux')).toEqual(system);
  });
});
