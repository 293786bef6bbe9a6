import { readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withScratchFolder } from '@wasmgate/process';

/** How temporary folders of this bin begin: one that was left behind is known by it. */
export const WORK_FOLDER_PREFIX = 'wasmgate-startup-';
/** No benchmark takes this long: what is older was left by one that was killed. */
const LEFTOVER_MS = 6 * 60 * 60 * 1000;

/**
 * Runs `work` with a private folder (mode 0700: native code is mapped from it) that is removed afterwards, whatever
 * happens. A process killed by force leaves its folder; a later run removes it.
 */
export function withWorkFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  removeLeftovers();
  return withScratchFolder(join(tmpdir(), WORK_FOLDER_PREFIX), work);
}

function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(WORK_FOLDER_PREFIX)) continue;
    const path = join(tmpdir(), name);
    try {
      if (Date.now() - statSync(path).mtimeMs > LEFTOVER_MS) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another user's folder, or one that is just being removed.
    }
  }
}
