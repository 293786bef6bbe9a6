import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { lockedToolchain } from '../lock/find-lock.ts';
import { honoursPin } from './pinned-channel.ts';
import type { UsableRust } from './probe-rust.ts';
import type { RustNeed } from './rust-need.ts';
import { parseRustVersion, rustVersionDistance, satisfiesRustVersion } from './rust-version.ts';

/** Whether the lock names this very toolchain. */
export function isLocked(lock: ToolchainLockJson, identity: string): boolean {
  return Object.values(lock.rust).some(({ toolchain }) => toolchain.identity === identity);
}

/**
 * Chooses among toolchains that can build for the target: of those that are what the crate pins, else of all, the one the lock prefers on this platform, else another one
 * that the lock names, else the nearest to the lock's version that satisfies the crate's `rust-version`; a nightly only
 * when there is nothing else, and the earlier of two equals. Null when none satisfies it.
 */
export function chooseRust(
  found: readonly UsableRust[],
  lock: ToolchainLockJson,
  platform: string,
  { rustVersion, pinned = null }: Pick<RustNeed, 'rustVersion' | 'pinned'>,
): UsableRust | null {
  const all = found.filter(({ release }) => satisfiesRustVersion(release, rustVersion));
  const honouring = pinned === null ? [] : all.filter((rust) => honoursPin(rust, pinned));
  const fitting = honouring.length > 0 ? honouring : all;
  const locked = lockedToolchain(lock, platform);
  const wanted = parseRustVersion(locked?.rustc.split(' ')[0] ?? '');
  const rank = ({ toolchain, release }: UsableRust): readonly [number, number] => {
    if (toolchain.identity === locked?.identity) return [0, 0];
    if (isLocked(lock, toolchain.identity)) return [1, 0];
    const version = parseRustVersion(release);
    if (version === null) return [4, 0];
    const away =
      wanted === null
        ? -rustVersionDistance(version, { parts: [0, 0, 0], pre: false })
        : Math.abs(rustVersionDistance(version, wanted));
    return [version.pre ? 3 : 2, away];
  };
  const ranked = fitting
    .map((rust) => ({ rust, rank: rank(rust) }))
    .toSorted((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
  return ranked[0]?.rust ?? null;
}
