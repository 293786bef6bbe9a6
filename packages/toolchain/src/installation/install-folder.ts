import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '@wasmgate/cli-kit';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { ToolContext } from '../tool-context.ts';
import { recordInstallation } from './installation-record.ts';

/** How folders begin in which something is made or unmade. */
export const TEMPORARY = '.tmp-';

interface Wanted<T> {
  /** What is installed, for messages. */
  readonly what: string;
  /** The folder in which finished installations lie. */
  readonly dir: string;
  /** Looks whether it is there; asked again once the lock is held. */
  readonly find: () => T | null | Promise<T | null>;
  /** Makes it: fills `tree`, may use `scratch`, and gives the name of the finished folder. */
  readonly make: (tree: string, scratch: string) => Promise<string>;
}

/**
 * Installs something once: under a lock between processes, in a temporary folder that is renamed when it is whole and every file of it
 * is recorded. A process that is killed leaves a temporary folder, which nobody uses and the next installation removes. Throws
 * EnvironmentError (exit 3).
 */
export async function installFolder<T>(
  { what, dir, find, make }: Wanted<T>,
  { progress, signal }: Pick<ToolContext, 'progress' | 'signal'>,
): Promise<T> {
  const install = async (): Promise<T> => {
    const already = await find();
    if (already !== null) return already;
    removeLeftovers(dir);
    const temporary = mkdtempSync(join(dir, TEMPORARY));
    try {
      const [tree, scratch] = [join(temporary, 'tree'), join(temporary, 'scratch')];
      mkdirSync(tree);
      mkdirSync(scratch);
      const target = join(dir, await make(tree, scratch));
      recordInstallation(tree);
      // One that is there all the same was not found above, so it is broken.
      if (existsSync(target)) renameSync(target, join(temporary, 'broken'));
      renameSync(tree, target);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === undefined || !/^E[A-Z]+$/.test(code)) throw cause;
      throw new EnvironmentError(`${what} cannot be installed in ${dir} (${code})`, {
        cause,
        fix: 'check that the folder is writable and the disk has room, or set WASMGATE_CACHE to another folder',
      });
    } finally {
      rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
    }
    const made = await find();
    if (made === null) throw new EnvironmentError(`${what} was installed in ${dir}, but cannot be used`);
    return made;
  };
  return withLock(dir, install, {
    ...(signal === undefined ? {} : { signal }),
    onWait: () => progress.step(`waiting: another process is installing in ${dir}`),
  });
}

function removeLeftovers(dir: string): void {
  for (const name of readdirSync(dir).filter((entry) => entry.startsWith(TEMPORARY))) {
    rmSync(join(dir, name), { recursive: true, force: true, maxRetries: 3 });
  }
}
