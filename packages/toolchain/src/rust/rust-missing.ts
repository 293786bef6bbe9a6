import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { lockedToolchain } from '../lock/find-lock.ts';
import { thisMachine } from '../machine/machine.ts';
import { providers } from '../providers/providers.ts';
import type { Settings } from '../settings.ts';
import type { UnusableRust, UsableRust } from './probe-rust.ts';
import type { WasmTarget } from './rust-home.ts';

/** Commands that install Rust for a target, for people. */
export function rustInstallText(lock: ToolchainLockJson, platform: string, target: WasmTarget): string {
  const release = lockedToolchain(lock, platform)?.rustc.split(' ')[0] ?? 'stable';
  return [
    'install it by one of:',
    ...providers
      .flatMap(({ installer }) => installer?.byHand(target, release, lock) ?? [])
      .map((line) => `  ${line}`),
    '  npx wasmgate install   (with WASMGATE_INSTALL and WASMGATE_TOOLCHAIN unset: Debian packages in a private folder, no root needed)',
    '  or name a rustc that has it: WASMGATE_RUSTC=/path/to/rustc',
  ].join('\n');
}

/** Why nothing was downloaded, and what would have been needed; empty when something may be. */
export function notInstalled({ neverInstall, locked }: Settings, lock: ToolchainLockJson): string[] {
  if (neverInstall === null) return [];
  const { platform } = thisMachine();
  const named = lockedToolchain(lock, platform)?.identity ?? `nothing for ${platform}`;
  return [`${neverInstall}: nothing was downloaded`, ...(locked ? [`lock: ${named}`] : [])];
}

/** The error (exit 3) that says what was looked for, why it is needed, what was found instead, and how to get it. */
export function rustMissing(
  {
    target,
    rustVersion,
    lock,
    platform,
  }: { target: WasmTarget; rustVersion: string | null; lock: ToolchainLockJson; platform: string },
  seen: readonly (UsableRust | UnusableRust)[],
  remarks: readonly string[],
): EnvironmentError {
  const need = `Rust${rustVersion === null ? '' : ` ${rustVersion} or newer`} with the standard library for ${target}`;
  const lines = seen.map((place) =>
    place.usable
      ? `${place.source}: ${place.toolchain.rustc} is older than the crate's rust-version ${rustVersion ?? ''}`
      : `${place.source}: ${place.home.sysroot} ${place.reason}`,
  );
  const found = [...lines, ...remarks];
  return new EnvironmentError([`${need} is missing; it is needed to build the crate`, ...found], {
    fix: rustInstallText(lock, platform, target).split('\n'),
  });
}
