import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '@wasmgate/cli-kit';
import { withWorkFolder } from './work-folder.ts';

/**
 * Runs `work` with a private folder while no other benchmark of this user runs on this machine, whatever the workspace: two at
 * once would measure each other. `onWait` hears when another one has to end first.
 */
export function aloneOnMachine<T>(
  work: (workDir: string) => Promise<T>,
  options: { readonly signal: AbortSignal; readonly onWait: () => void },
): Promise<T> {
  // By number: a container's user need not have a name.
  const lock = join(tmpdir(), `wasmgate-startup-lock-${process.getuid?.() ?? 'user'}`);
  return withLock(lock, () => withWorkFolder(work), options);
}
