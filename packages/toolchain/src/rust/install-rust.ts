import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { lockedToolchain } from '../lock/find-lock.ts';
import { findRust, type RustNeed } from './find-rust.ts';
import { findDebianTools, makeDebianPrefix } from '../providers/install-debian.ts';
import { installFolder } from '../machine/install-folder.ts';
import { thisMachine } from '../machine/machine.ts';
import type { UnusableRust, UsableRust } from './probe-rust.ts';
import { rustMissing } from './rust-missing.ts';
import { rustCacheDir } from './rust-sources.ts';
import { addRustupTarget } from '../providers/rustup-target.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';

/** Installs a toolchain that can build for the target. Throws EnvironmentError (exit 3) with all that was looked at. */
export async function installRust(
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
  const remarks: string[] = [];
  for (const attempt of installOrder(lock, platform)) {
    const installed =
      attempt === 'debian'
        ? await installDebian(need, context, settings, lock, remarks)
        : await addTarget(need, seen, attempt.only, context, settings, lock);
    if (installed !== null) return installed;
  }
  throw missing(remarks);
}

/**
 * What will equal the lock is tried first, so that a bare machine builds with what the baseline was made with: the
 * target for a rustup toolchain that the lock names, then Debian packages if it prefers those. Else `rustup target add`
 * for the nearest toolchain comes before Debian packages, which weigh ten times as much.
 */
function installOrder(
  lock: ToolchainLockJson,
  platform: string,
): readonly ('debian' | { readonly only: Toolchain | null })[] {
  const rustups = lock.rust[`rustup/${platform}`]?.toolchain;
  const any = { only: null };
  const rest =
    lockedToolchain(lock, platform)?.provider === 'debian'
      ? (['debian', any] as const)
      : ([any, 'debian'] as const);
  return rustups === undefined ? rest : [{ only: rustups }, ...rest];
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
  try {
    return await installFolder(
      {
        what: "Debian's Rust",
        dir,
        find: async () => (await findRust(need, context, settings, lock)).chosen,
        make: (tree, scratch) =>
          makeDebianPrefix(tree, scratch, { tools, recipe: lock.debian, dir }, context),
      },
      context,
    );
  } catch (cause) {
    context.signal?.throwIfAborted();
    if (!(cause instanceof EnvironmentError)) throw cause;
    // What comes next may still work; if not, this is said together with the rest.
    remarks.push(cause.message, ...(cause.fix === undefined ? [] : [`  ${cause.fix}`]));
    context.progress.step(`Debian packages: ${cause.message.split('\n')[0] ?? ''}`);
    return null;
  }
}
