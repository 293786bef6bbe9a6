import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE } from '@wasmgate/contracts/layout';
import { rootOf } from '@wasmgate/contracts/workspace';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import { readToolchainLock, type ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { defaultLock } from './default-lock.ts';

/** A lock, and where it was read. */
export interface FoundLock {
  /** Absolute path; null when no workspace has one and the built-in recipe holds. */
  readonly file: string | null;
  readonly lock: ToolchainLockJson;
}

/**
 * The toolchain.lock.json of the workspace that `dir` lies in, or the built-in recipe. Throws InputError (exit 2) when
 * the file breaks its schema.
 */
export function findLock(dir: string): FoundLock {
  const file = join(rootOf(dir), LOCK_FILE);
  if (!existsSync(file)) return { file: null, lock: defaultLock };
  return { file, lock: readToolchainLock(file) };
}

/** Key of a toolchain in the lock's `rust`. */
export function lockKey({ provider, platform }: Pick<Toolchain, 'provider' | 'platform'>): string {
  return `${provider}/${platform}`;
}

/**
 * The toolchain that the lock names for a platform: the preferred one, else the one of the preferred provider, else
 * one that was tried, else any; null when it names none.
 */
export function lockedToolchain(lock: ToolchainLockJson, platform: string): Toolchain | null {
  const preferred = lock.rust[lock.preferred];
  if (preferred !== undefined && lock.preferred.endsWith(`/${platform}`)) return preferred.toolchain;
  const sameProvider = lock.rust[`${lock.preferred.split('/')[0] ?? ''}/${platform}`];
  if (sameProvider !== undefined) return sameProvider.toolchain;
  const entries = Object.entries(lock.rust)
    .filter(([key]) => key.endsWith(`/${platform}`))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [, entry] = entries.find(([, { tried }]) => tried) ?? entries[0] ?? [];
  return entry?.toolchain ?? null;
}
