import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { trialFolder } from '@wasmgate/contracts/layout';
import { printable } from '@wasmgate/contracts/printable';
import { failureText, installedPackage, runProcess, type Environment } from '@wasmgate/process';
import { TIME_WAS_OVER } from './time-was-over.ts';

/** Builds the subject with other settings of its cargo profile: what would ship. A text says why that cannot be. */
export type TryBuild = (settings: readonly string[]) => Promise<Uint8Array | string>;

/**
 * Builds by wasm-build, which makes everything else as it does for the subject itself. Throws EnvironmentError (exit 3) where no crate can
 * be built at all.
 */
export function tryBuilds(
  dir: string,
  { env, end, signal }: { readonly env: Environment; readonly end: number; readonly signal: AbortSignal },
): TryBuild {
  const [file = '', ...command] = builder(dir);
  return async (settings) => {
    const deadlineMs = end - Date.now();
    if (deadlineMs <= 0) return TIME_WAS_OVER;
    const ended = await runProcess({
      file: execPath,
      args: [file, ...command, '--quiet', '--try', ...settings],
      cwd: dir,
      env,
      signal,
      deadlineMs,
    });
    if (ended.ok) return new Uint8Array(readFileSync(join(dir, trialFolder(settings), 'shipped.wasm')));
    if (ended.timedOutMs !== null) return TIME_WAS_OVER;
    const said = ended.stderr.trim().split('\n').slice(0, 3);
    if (ended.exitCode === 3) throw new EnvironmentError(said, { fix: 'npx wasmgate doctor' });
    return printable(said.join(' / ')) || failureText(ended);
  };
}

/** wasm-build as it is installed: by itself, or as a command of wasmgate. */
function builder(dir: string): string[] {
  try {
    return [installedPackage('wasmgate', dir).bin('wasmgate'), 'build'];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return [installedPackage('@wasmgate/build', dir).bin('wasm-build')];
  }
}
