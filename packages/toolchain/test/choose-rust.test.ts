import { describe, expect, it } from 'vitest';
import { chooseRust } from '../src/rust/choose-rust.ts';
import { defaultLock } from '../src/lock/default-lock.ts';
import { lockWith } from '../src/lock/lock-toolchain.ts';
import type { UsableRust } from '../src/rust/probe-rust.ts';
import { toolchainOf } from '../src/rust/toolchain-identity.ts';

const platform = 'x86_64-linux';

function rust(
  provider: 'debian' | 'rustup' | 'system',
  release: string,
  std = provider as string,
  sysroot = '/s',
): UsableRust {
  const facts = { release, rustc: `${release} (abc 2026-01-01)`, cargo: release, std, linker: 'LLD' };
  return {
    usable: true,
    source: 'PATH',
    home: {
      provider,
      sysroot,
      rustc: '/r',
      cargo: '/c',
      linker: '/l',
      targets: [],
      stdFiles: [],
      manifest: null,
    },
    linker: '/l',
    release,
    toolchain: toolchainOf(provider, platform, facts),
  };
}

const debian = rust('debian', '1.97.1');
const rustup = rust('rustup', '1.97.1');
const lock = lockWith(lockWith(defaultLock, debian.toolchain), rustup.toolchain);
const choose = (found: readonly UsableRust[], rustVersion: string | null = null) =>
  chooseRust(found, lock, platform, { rustVersion })?.toolchain.identity;

describe('the toolchain that is chosen', () => {
  it.each([
    ['1.98', '1.98.0'],
    ['1.98.0-x86_64-unknown-linux-gnu', '1.98.0'],
    ['1.9', '1.97.1'],
    ['1.98.1', '1.97.1'],
    ['stable', '1.97.1'],
    ['nightly', '1.99.0-nightly'],
  ])('is what the crate pins, %s, before what the lock prefers: %s', (pinned, release) => {
    const found = [
      rust('rustup', '1.99.0-nightly', 'night', '/toolchains/nightly-x86_64'),
      rust('system', '1.98.0'),
      debian,
    ];
    expect(chooseRust(found, lock, platform, { rustVersion: null, pinned })?.release).toBe(release);
  });

  it('is the one the lock prefers, wherever it was found', () => {
    expect(choose([rust('system', '1.99.0'), rustup, debian])).toBe(debian.toolchain.identity);
  });

  it('is another one that the lock names before any that it does not', () => {
    expect(choose([rust('debian', '1.97.1', 'rebuilt'), rustup])).toBe(rustup.toolchain.identity);
  });

  it('is else the nearest to the lock, and the earlier of two equals', () => {
    const [near, far, twin] = [rust('system', '1.96.0'), rust('system', '1.90.0'), rust('rustup', '1.98.1')];
    expect(choose([far, near])).toBe(near.toolchain.identity);
    expect(choose([far, twin])).toBe(twin.toolchain.identity);
    const [one, two] = [rust('system', '1.96.0', 'a'), rust('system', '1.96.0', 'b')];
    expect(choose([two, one])).toBe(two.toolchain.identity);
  });

  it('is none that is older than the crate asks for', () => {
    const [old, newer] = [rust('system', '1.97.0'), rust('system', '1.120.0')];
    expect(choose([old, newer], '1.98')).toBe(newer.toolchain.identity);
    expect(choose([old, debian], '1.98')).toBeUndefined();
  });

  it('is a nightly only when there is nothing else', () => {
    const [nightly, old] = [rust('rustup', '1.97.0-nightly'), rust('system', '1.60.0')];
    expect(choose([nightly, old])).toBe(old.toolchain.identity);
    expect(choose([nightly])).toBe(nightly.toolchain.identity);
  });

  it('is the newest where the lock names nothing', () => {
    const found = [rust('system', '1.90.0'), rust('rustup', '1.98.0'), rust('system', '1.97.0')];
    expect(chooseRust(found, defaultLock, platform, { rustVersion: null })?.release).toBe('1.98.0');
  });
});
