import { join } from 'node:path';
import { workspaceRoot } from '@wasmgate/contracts/workspace';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import { writeToolchainLock, type ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { LOCK_FILE } from '@wasmgate/contracts/layout';
import { findLock, lockKey } from './find-lock.ts';
import type { RustNeed } from '../rust/rust-need.ts';
import { resolveRust } from '../rust/resolve-rust.ts';
import type { ToolContext } from '../tool-context.ts';

/** A lock with one more toolchain that was really run; entries of other platforms and providers stay. */
export function lockWith(lock: ToolchainLockJson, toolchain: Toolchain): ToolchainLockJson {
  const rust = { ...lock.rust, [lockKey(toolchain)]: { tried: true, toolchain } };
  return {
    ...lock,
    rust: Object.fromEntries(Object.entries(rust).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    preferred: lock.rust[lock.preferred] === undefined ? lockKey(toolchain) : lock.preferred,
  };
}

/** What `lock` did. */
export interface LockResult {
  readonly file: string;
  readonly key: string;
  readonly toolchain: Toolchain;
  readonly before: Toolchain | null;
}

/** Writes what this machine resolves to the workspace's toolchain.lock.json. Throws InputError outside a workspace. */
export async function lockToolchain(need: RustNeed, context: ToolContext): Promise<LockResult> {
  const file = join(workspaceRoot(context.dir), LOCK_FILE);
  const { toolchain } = await resolveRust(need, context);
  const { lock } = findLock(context.dir);
  const key = lockKey(toolchain);
  writeToolchainLock(file, lockWith(lock, toolchain));
  return { file, key, toolchain, before: lock.rust[key]?.toolchain ?? null };
}
