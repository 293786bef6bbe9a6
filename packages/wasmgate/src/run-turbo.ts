import { execPath } from 'node:process';
import { installedPackage } from '@wasmgate/process';
import { execa } from 'execa';

/** Ctrl-C reaches turbo by itself, which ends its tasks in order; what has to be said comes after that. */
function wait(): void {}

/**
 * Runs the turbo of a workspace with this process's own terminal, and gives its exit code; null when a signal ended
 * it. `env` is added to this process's environment.
 */
export async function runTurbo(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  const turbo = execa(execPath, [installedPackage('turbo', root).bin('turbo'), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
    reject: false,
    forceKillAfterDelay: false,
  });
  const stop = (): void => void turbo.kill('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', stop);
  const { exitCode = null } = await turbo;
  process.off('SIGINT', wait).off('SIGTERM', stop);
  return exitCode;
}
