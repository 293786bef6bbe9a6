import { EnvironmentError } from '@wasmgate/contracts/errors';
import { findOnPath } from '@wasmgate/process';
import { thisMachine } from '../machine/machine.ts';

/** How a C compiler is installed, by Node's name of the operating system. */
export const ccInstallText: Readonly<Record<string, string>> = {
  linux: 'apt-get install gcc libc6-dev   (Debian, Ubuntu), or the package gcc of your distribution',
  darwin: 'xcode-select --install',
};

/**
 * Checks that `cc` is on PATH: rustc links build scripts and proc-macros with it, for the machine itself. Spawns
 * nothing. On Windows rustc finds the linker by itself. Throws EnvironmentError (exit 3) with the command that installs
 * one.
 */
export function requireCc(env: Readonly<Record<string, string | undefined>>): void {
  const { os } = thisMachine();
  const own = Object.entries(env).some(
    ([key, value]) => value && /^CARGO_TARGET_(?!WASM32)\w+_LINKER$/.test(key),
  );
  if (os === 'win32' || own || findOnPath(env, 'cc') !== null) return;
  throw new EnvironmentError(
    'cc is not on PATH; rustc needs a C compiler to link build scripts and proc-macros',
    {
      fix: ccInstallText[os] ?? 'install a C compiler that can be run as cc',
    },
  );
}
