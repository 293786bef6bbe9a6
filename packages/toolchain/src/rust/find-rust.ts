import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { chooseRust } from './choose-rust.ts';
import { thisMachine } from '../machine/machine.ts';
import { probeRust, type UnusableRust, type UsableRust } from './probe-rust.ts';
import { explicitRust } from './explicit-rust.ts';
import { providers } from '../providers/providers.ts';
import type { RustNeed } from './rust-need.ts';
import { satisfiesRustVersion } from './rust-version.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';

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
  { target, rustVersion, pinned = null }: RustNeed,
  context: ToolContext,
  settings: Settings,
  lock: ToolchainLockJson,
): Promise<{ chosen: UsableRust | null; seen: readonly (UsableRust | UnusableRust)[] }> {
  const { platform } = thisMachine();
  const seen: (UsableRust | UnusableRust)[] = [];
  for (const { name: source, find } of providers) {
    for (const home of await find(context, settings)) {
      seen.push(await probeRust({ source, home }, target, context, settings.cacheDir));
    }
  }
  const usable = seen.filter((place) => place.usable);
  // Locked, the lock is what counts.
  const wanted = { rustVersion, pinned: settings.locked ? null : pinned };
  const chosen = chooseRust(usable, lock, platform, wanted);
  return { chosen, seen };
}
