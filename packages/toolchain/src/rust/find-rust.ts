import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { chooseRust } from './choose-rust.ts';
import { thisMachine } from '../machine/machine.ts';
import { probeRust, type UnusableRust, type UsableRust } from './probe-rust.ts';
import type { WasmTarget } from './rust-home.ts';
import { explicitRust, installedRust } from './rust-sources.ts';
import { satisfiesRustVersion } from './rust-version.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';

/** What a subject's crate demands of Rust. */
export interface RustNeed {
  readonly target: WasmTarget;
  /** The crate's `rust-version` (see `readRustVersion`); null when it states none. */
  readonly rustVersion: string | null;
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
