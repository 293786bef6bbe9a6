import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { lockedToolchain } from '../lock/find-lock.ts';
import { thisMachine } from '../machine/machine.ts';
import type { Installer } from '../providers/provider.ts';
import { providers } from '../providers/providers.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';
import { findRust } from './find-rust.ts';
import type { UsableRust } from './probe-rust.ts';
import { notInstalled, rustMissing } from './rust-missing.ts';
import type { RustNeed } from './rust-need.ts';

/** Installs a toolchain that can build for the target. Throws EnvironmentError (exit 3) with all that was looked at. */
export async function installRust(
  need: RustNeed,
  context: ToolContext,
  settings: Settings,
  lock: ToolchainLockJson,
): Promise<UsableRust> {
  const { platform } = thisMachine();
  const find = async () => (await findRust(need, context, settings, lock)).chosen;
  const { seen, chosen } = await findRust(need, context, settings, lock);
  if (chosen !== null) return chosen;
  const missing = (remarks: readonly string[]) => rustMissing({ ...need, lock, platform }, seen, remarks);
  if (settings.neverInstall !== null) throw missing(notInstalled(settings, lock));
  const remarks: string[] = [];
  for (const { name, installer, only } of attempts(lock, platform)) {
    const means = installer.means(context, settings);
    if (!means.can) {
      if (!remarks.includes(means.why)) remarks.push(means.why);
      continue;
    }
    try {
      const installed = await installer.install({ ...need, only, seen, lock, find }, context, settings);
      if (installed !== null) return installed;
    } catch (cause) {
      context.signal?.throwIfAborted();
      if (!(cause instanceof EnvironmentError)) throw cause;
      // What comes next may still work; if not, this is said together with the rest.
      remarks.push(...cause.message.split('\n'), ...(cause.fix?.split('\n') ?? []));
      context.progress.step(`${name}: ${cause.message.split('\n')[0] ?? ''}`);
    }
  }
  throw missing(remarks);
}

/** An installer that is tried; `only`: for that very toolchain. */
interface Attempt {
  readonly name: string;
  readonly installer: Installer;
  readonly only: Toolchain | null;
}

/**
 * What will equal the lock is tried first, so that a bare machine builds with what the baseline was made with: those that can pick
 * the toolchain that the lock names of them, then what it prefers.
 */
function attempts(lock: ToolchainLockJson, platform: string): readonly Attempt[] {
  const preferred = lockedToolchain(lock, platform)?.provider;
  const all = providers.flatMap(({ name, installer }) =>
    installer ? [{ name, installer, only: null }] : [],
  );
  const isPreferred = ({ installer }: Attempt) => installer.lockName === preferred;
  const exact = all.flatMap((attempt) => {
    const only = lock.rust[`${attempt.installer.lockName}/${platform}`]?.toolchain;
    return attempt.installer.canPick && only !== undefined ? [{ ...attempt, only }] : [];
  });
  return [...exact, ...all.filter(isPreferred), ...all.filter((attempt) => !isPreferred(attempt))];
}
