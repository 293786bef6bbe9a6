import { EnvironmentError } from '@wasmgate/contracts/errors';
import { isRunnable } from '@wasmgate/process';
import { thisMachine } from '../machine/machine.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';
import { readRustHome } from './rust-home.ts';
import type { RustPlace } from './rust-place.ts';
import { sysrootOf } from './sysroot-of.ts';

/** The toolchain that WASMGATE_RUSTC names; null when it is not set. Throws EnvironmentError when it cannot be run. */
export async function explicitRust(context: ToolContext, settings: Settings): Promise<RustPlace | null> {
  const { rustc, cargo, cacheDir } = settings;
  if (rustc === null) return null;
  const fix =
    'name the rustc binary of a toolchain that has a wasm32 standard library, or unset WASMGATE_RUSTC';
  if (!isRunnable(rustc)) throw new EnvironmentError(`WASMGATE_RUSTC: ${rustc} is not a program`, { fix });
  if (cargo !== null && !isRunnable(cargo)) {
    throw new EnvironmentError(`WASMGATE_CARGO: ${cargo} is not a program`, { fix: 'unset WASMGATE_CARGO' });
  }
  const sysroot = await sysrootOf(rustc, context, cacheDir);
  if (sysroot === null) throw new EnvironmentError(`WASMGATE_RUSTC: ${rustc} cannot be run`, { fix });
  return {
    source: 'WASMGATE_RUSTC',
    home: readRustHome(sysroot, { env: context.env, machine: thisMachine(), rustc, cargo }),
  };
}
