import { join } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { isLocked } from './choose-rust.ts';
import { findLock, lockedToolchain } from '../lock/find-lock.ts';
import { explicitUsable, findRust } from './find-rust.ts';
import { honoursPin } from './pinned-channel.ts';
import type { RustNeed } from './rust-need.ts';
import { installRust } from './install-rust.ts';
import { homeFolder, thisMachine } from '../machine/machine.ts';
import type { UsableRust } from './probe-rust.ts';
import { notInstalled, rustMissing } from './rust-missing.ts';
import { readSettings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';

/** A Rust toolchain, ready to be run. */
export interface ResolvedRust {
  /** What it is, without any path: as in environment.json and build.json. */
  readonly toolchain: Toolchain;
  /** Where it was found: a provider's name, or WASMGATE_RUSTC. */
  readonly source: string;
  /** Absolute paths of what can be started directly, without a shell. */
  readonly cargo: string;
  readonly rustc: string;
  /** An lld that makes core modules. */
  readonly linker: string;
  /** Variables that cargo must be given on top of the user's own: RUSTC, CARGO and the linker of each wasm target. */
  readonly env: Readonly<Record<string, string>>;
  readonly sysroot: string;
  readonly cargoHome: string;
  /** What toolchain.lock.json names for this platform; null when it names nothing. */
  readonly locked: Toolchain | null;
  readonly matchesLock: boolean;
  /** The channel that the crate pins, where this is another toolchain; else null. */
  readonly unhonoured: string | null;
}

/**
 * Finds a Rust toolchain that can build for the target, or installs one (unless WASMGATE_INSTALL=never or
 * WASMGATE_TOOLCHAIN=locked). Sources, in order: WASMGATE_RUSTC; PATH, rustup and earlier installations, of which what the crate
 * pins is preferred, then one equal to toolchain.lock.json, and otherwise the nearest that satisfies the crate's `rust-version`;
 * `rustup target add`; Debian packages in a private
 * folder. With WASMGATE_TOOLCHAIN=locked another toolchain than the lock's is an error. With warm tools nothing is spawned.
 * Throws EnvironmentError (exit 3) with what is missing and how to get it.
 */
export async function resolveRust(need: RustNeed, context: ToolContext): Promise<ResolvedRust> {
  const settings = readSettings(context.env);
  const { lock } = findLock(context.dir);
  const chosen =
    (await explicitUsable(need, context, settings)) ??
    (await findRust(need, context, settings, lock)).chosen ??
    (await installRust(need, context, settings, lock));
  const resolved = describe(chosen, context, { lock, pinned: need.pinned });
  if (settings.locked) requireLocked(resolved.toolchain, resolved.locked);
  return resolved;
}

/** What `resolveRust` would give without installing anything, or the error that says what is missing and how to get it. */
export async function lookForRust(
  need: RustNeed,
  context: ToolContext,
): Promise<ResolvedRust | EnvironmentError> {
  const settings = readSettings(context.env);
  const { lock } = findLock(context.dir);
  const explicit = await explicitUsable(need, context, settings);
  const known = { lock, pinned: need.pinned };
  if (explicit !== null) return describe(explicit, context, known);
  const { chosen, seen } = await findRust(need, context, settings, lock);
  if (chosen !== null) return describe(chosen, context, known);
  const remarks = notInstalled(settings, lock);
  return rustMissing({ ...need, lock, platform: thisMachine().platform }, seen, remarks);
}

/**
 * Throws EnvironmentError (exit 3) naming both when a toolchain is not the one that the lock names: for
 * WASMGATE_TOOLCHAIN=locked, where environment.json was written from the lock.
 */
export function requireLocked(toolchain: Toolchain, locked: Toolchain | null): void {
  if (toolchain.identity === locked?.identity) return;
  throw new EnvironmentError(
    [
      'WASMGATE_TOOLCHAIN=locked, but a build must run and this machine has another toolchain',
      `lock: ${locked?.identity ?? `names none for ${thisMachine().platform}`}`,
      `here: ${toolchain.identity}`,
    ],
    {
      fix: 'install what the lock names, or unset WASMGATE_TOOLCHAIN (what was built before will be built again)',
    },
  );
}

function describe(
  rust: UsableRust,
  { env }: ToolContext,
  { lock, pinned = null }: { lock: ToolchainLockJson; pinned: RustNeed['pinned'] },
): ResolvedRust {
  const { home, toolchain, source, linker } = rust;
  const linkers = ['WASM32_WASIP1', 'WASM32_WASIP2', 'WASM32_UNKNOWN_UNKNOWN'].map(
    (target) => [`CARGO_TARGET_${target}_LINKER`, linker] as const,
  );
  return {
    toolchain,
    source,
    cargo: home.cargo,
    rustc: home.rustc,
    linker,
    // Through the prefix's loader cargo takes the loader for itself, so it must be told what it is.
    env: { RUSTC: home.rustc, CARGO: home.cargo, ...Object.fromEntries(linkers) },
    sysroot: home.sysroot,
    cargoHome: env['CARGO_HOME'] || join(homeFolder(env), '.cargo'),
    locked: lockedToolchain(lock, toolchain.platform),
    matchesLock: isLocked(lock, toolchain.identity),
    unhonoured: pinned === null || honoursPin(rust, pinned) ? null : pinned,
  };
}
