import { readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill, pid } from 'node:process';
import { withScratchFolder } from '@wasmgate/process';

/** How the names of this bin's temporary folders begin; the id of the process that made one follows. */
const PREFIX = 'wasmgate-startup-';
/** No benchmark takes this long: what is older was left by one that was killed. */
const LEFTOVER_MS = 6 * 60 * 60 * 1000;

/**
 * Runs `work` with a private folder (mode 0700: native code is mapped from it) that is removed afterwards, whatever
 * happens. A process killed by force leaves its folder; a later run removes it.
 */
export function withWorkFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  removeLeftovers();
  return withScratchFolder(workFolderPrefix(), work);
}

/** The path with which a temporary folder of this process begins. */
export const workFolderPrefix = (): string => join(tmpdir(), `${PREFIX}${pid}-`);

function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX) || isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue;
    const path = join(tmpdir(), name);
    try {
      if (Date.now() - statSync(path).mtimeMs > LEFTOVER_MS) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another user's folder, or one that is just being removed.
    }
  }
}

/** Age alone does not tell, for a clock may jump; nor does the id, which in another container is somebody else's. */
function isAlive(id: number): boolean {
  try {
    return Number.isSafeInteger(id) && kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
