import { EnvironmentError } from '@wasmgate/contracts/errors';
import { failureText, runProcess } from '@wasmgate/process';
import { installedState } from '@wasmgate/toolchain';
import { dirname } from 'node:path';
import { cargoEnv, type Cargo } from './cargo.ts';

/** Longer than a cold rustc takes on a busy machine. */
const DEADLINE_MS = 10_000;

/** What rustc answers. Throws EnvironmentError (exit 3) when it fails, or hangs. */
export async function askRustc(cargo: Cargo, args: readonly string[]): Promise<string> {
  const { rust, dir, context } = cargo;
  const result = await runProcess({
    file: rust.rustc,
    args,
    cwd: dir,
    env: cargoEnv(cargo),
    signal: context.signal,
    deadlineMs: DEADLINE_MS,
  });
  if (result.ok) return result.stdout;
  const { line, fix } = installedState(dirname(rust.sysroot));
  throw new EnvironmentError([`${rust.rustc} ${args.join(' ')} ${failureText(result)}`, line], {
    fix: fix ?? 'npx wasmgate doctor says which Rust this is',
  });
}
