import { join } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { chooseRust, isLocked } from './choose-rust.ts';
import { findLock, lockedToolchain } from './find-lock.ts';
import { findDebianTools, makeDebianPrefix } from './install-debian.ts';
import { installFolder } from './install-folder.ts';
import { homeFolder, thisMachine } from './machine.ts';
import { probeRust, type UnusableRust, type UsableRust } from './probe-rust.ts';
import type { WasmTarget } from './rust-home.ts';
import { rustMissing } from './rust-missing.ts';
import { explicitRust, installedRust, rustCacheDir, type RustSource } from './rust-sources.ts';
import { addRustupTarget } from './rustup-target.ts';
import { satisfiesRustVersion } from './rust-version.ts';
import { readSettings, type Settings } from './settings.ts';
import type { ToolContext } from './tool-context.ts';

/** What a subject's crate demands of Rust. */
export interface RustNeed {
  readonly target: WasmTarget;
  /** The crate's `rust-version` (see `readRustVersion`); null when it states none. */
  readonly rustVersion: string | null;
}

/** A Rust toolchain, ready to be run. */
export interface ResolvedRust {
  /** What it is, without any path: as in toolchain.json and build.json. */
  readonly toolchain: Toolchain;
  readonly source: RustSource;
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
}

/**
 * Finds a Rust toolchain that can build for the target, or installs one (unless WASMGATE_INSTALL=never). Sources, in
 * order: WASMGATE_RUSTC; PATH, rustup and earlier installations, of which one equal to toolchain.lock.json is preferred
 * and otherwise the nearest that satisfies the crate's `rust-version`; `rustup target add`; Debian packages in a private
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
  const resolved = describe(chosen, context, lock);
  if (settings.locked) requireLocked(resolved.toolchain, resolved.locked);
  return resolved;
}

/**
 * Throws EnvironmentError (exit 3) naming both when a toolchain is not the one that the lock names: for
 * WASMGATE_TOOLCHAIN=locked, where toolchain.json was written from the lock.
 */
export function requireLocked(toolchain: Toolchain, locked: Toolchain | null): void {
  if (toolchain.identity === locked?.identity) return;
  throw new EnvironmentError(
    `WASMGATE_TOOLCHAIN=locked, but a build must run and this machine has another toolchain\n` +
      `  lock: ${locked?.identity ?? `names none for ${thisMachine().platform}`}\n  here: ${toolchain.identity}`,
    {
      fix: 'install what the lock names, or unset WASMGATE_TOOLCHAIN (what was built before will be built again)',
    },
  );
}

/** The toolchain that WASMGATE_RUSTC names; null when it is not set. Throws EnvironmentError when it will not do. */
export async function explicitUsable(
  { target, rustVersion }: RustNeed,
  context: ToolContext,
  settings: Settings,
): Promise<UsableRust | null> {
  const place = await explicitRust(context, settings);
  if (place === null) return null;
  const fix = 'name another rustc, or unset WASMGATE_RUSTC';
  const probe = await probeRust(place, target, context, settings.cacheDir);
  if (!probe.usable) throw new EnvironmentError(`WASMGATE_RUSTC: ${settings.rustc} ${probe.reason}`, { fix });
  if (satisfiesRustVersion(probe.release, rustVersion)) return probe;
  throw new EnvironmentError(
    `WASMGATE_RUSTC: ${settings.rustc} is ${probe.release}, the crate needs ${rustVersion}`,
    { fix },
  );
}

/** Everything that is installed, and what would be chosen of it. */
export async function findRust(
  { target, rustVersion }: RustNeed,
  context: ToolContext,
  settings: Settings,
  lock: ToolchainLockJson,
): Promise<{ chosen: UsableRust | null; seen: readonly (UsableRust | UnusableRust)[] }> {
  const { platform } = thisMachine();
  const seen: (UsableRust | UnusableRust)[] = [];
  for (const place of await installedRust(context, settings)) {
    seen.push(await probeRust(place, target, context, settings.cacheDir));
  }
  const usable = seen.filter((place) => place.usable);
  const chosen = chooseRust(usable, lock, platform, rustVersion);
  return { chosen, seen };
}

async function installRust(
  need: RustNeed,
  context: ToolContext,
  settings: Settings,
  lock: ToolchainLockJson,
): Promise<UsableRust> {
  const { platform } = thisMachine();
  const { seen, chosen } = await findRust(need, context, settings, lock);
  if (chosen !== null) return chosen;
  const missing = (remarks: readonly string[]) => rustMissing({ ...need, lock, platform }, seen, remarks);
  if (!settings.mayInstall) throw missing(['WASMGATE_INSTALL=never: nothing was downloaded']);
  const locked = lockedToolchain(lock, platform);
  const remarks: string[] = [];
  for (const attempt of installOrder(locked)) {
    const installed =
      attempt === 'debian'
        ? await installDebian(need, context, settings, lock, remarks)
        : await addTarget(need, seen, attempt === 'rustup-locked' ? locked : null, context, settings, lock);
    if (installed !== null) return installed;
  }
  throw missing(remarks);
}

/**
 * What would equal the lock is tried first, so that a bare machine builds with what the baseline was made with; then
 * `rustup target add` before Debian packages, which weigh ten times as much.
 */
function installOrder(locked: Toolchain | null): readonly ('rustup-locked' | 'debian' | 'rustup')[] {
  if (locked?.provider === 'debian') return ['debian', 'rustup'];
  if (locked?.provider === 'rustup') return ['rustup-locked', 'rustup', 'debian'];
  return ['rustup', 'debian'];
}

async function addTarget(
  need: RustNeed,
  seen: readonly (UsableRust | UnusableRust)[],
  only: Toolchain | null,
  context: ToolContext,
  settings: Settings,
  lock: ToolchainLockJson,
): Promise<UsableRust | null> {
  const lacking = seen.filter((place) => !place.usable);
  const added = await addRustupTarget(lacking, { ...need, only }, context);
  return added ? (await findRust(need, context, settings, lock)).chosen : null;
}

async function installDebian(
  need: RustNeed,
  context: ToolContext,
  settings: Settings,
  lock: ToolchainLockJson,
  remarks: string[],
): Promise<UsableRust | null> {
  const tools = findDebianTools(context.env, settings);
  if (typeof tools === 'string') {
    remarks.push(tools);
    return null;
  }
  const dir = rustCacheDir(settings);
  return installFolder(
    {
      what: "Debian's Rust",
      dir,
      find: async () => (await findRust(need, context, settings, lock)).chosen,
      make: (tree, scratch) => makeDebianPrefix(tree, scratch, { tools, recipe: lock.debian, dir }, context),
    },
    context,
  );
}

function describe(rust: UsableRust, { env }: ToolContext, lock: ToolchainLockJson): ResolvedRust {
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
  };
}
