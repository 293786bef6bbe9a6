import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from './errors.ts';
import { isOutside } from './outside.ts';
import { readRegularFile, type ReadLimits } from './read-file.ts';
import { rootOf } from './workspace.ts';

/**
 * Throws InputError (exit 2) for a symbolic link that leads out of its workspace. What is looked for by its name may be a link, but
 * only to a place inside: a commit could bring a link to any file of the user's.
 */
function refuseForeignLink(path: string, fix?: string): void {
  try {
    if (!lstatSync(path).isSymbolicLink()) return;
    if (!isOutside(realpathSync(rootOf(dirname(path))), realpathSync(path))) return;
  } catch {
    // It is not there, or leads nowhere: opening it says so.
    return;
  }
  throw new InputError(
    `${path}: leads out of its workspace by a symbolic link`,
    fix === undefined ? {} : { fix },
  );
}

/** Reads a file that is looked for by its name. Errors (exit 2) are those of refuseForeignLink and readRegularFile. */
export function readWorkspaceFile(file: string, limits: ReadLimits): Buffer {
  refuseForeignLink(file, limits.fix);
  return readRegularFile(file, limits);
}

/**
 * Path of an accepted artifact, there or not; `path` is relative to the subject. Throws InputError (exit 2) where it, or a folder on
 * the way to it, is a link out of the workspace: there nothing is read, and nothing written.
 */
export function acceptedFile(subjectDir: string, path: string): string {
  return path.split(/[\\/]/).reduce((folder, name) => {
    const next = join(folder, name);
    refuseForeignLink(next);
    return next;
  }, subjectDir);
}
