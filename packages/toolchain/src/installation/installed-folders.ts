import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withLock } from '@wasmgate/cli-kit';
import { subfolders } from '../machine/subfolders.ts';
import type { ToolContext } from '../tool-context.ts';
import { TEMPORARY } from './install-folder.ts';
import type { Installation } from './installation.ts';

/** What `installFolder` made in a folder. */
export function installedFolders(dir: string, { signal }: Pick<ToolContext, 'signal'>): Installation[] {
  return subfolders(dir).map((root) => ({
    name: basename(root),
    root,
    remove: () => withLock(dir, async () => removeWhole(dir, root), signal === undefined ? {} : { signal }),
  }));
}

/** Half of a folder must not be found where a whole one was: it is moved away first. */
function removeWhole(dir: string, root: string): void {
  const away = mkdtempSync(join(dir, TEMPORARY));
  try {
    renameSync(root, join(away, 'damaged'));
  } finally {
    rmSync(away, { recursive: true, force: true, maxRetries: 3 });
  }
}
