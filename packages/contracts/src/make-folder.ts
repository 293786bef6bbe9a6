import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Node's own recursive way never ends where the system says of a folder that is there that
 * it is not (/proc): here each is asked for twice at most. Throws the system's error.
 */
export function makeFolder(dir: string): void {
  if (isMade(dir)) return;
  const parent = dirname(dir);
  if (parent !== dir) makeFolder(parent);
  mkdirSync(dir);
}

/** Whether the folder is there now; false when one above it is missing. */
function isMade(dir: string): boolean {
  try {
    mkdirSync(dir);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && dirname(dir) !== dir) return false;
    // A root, a mount or a read-only file system refuses in its own words what is there already.
    if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true) return true;
    throw error;
  }
}
