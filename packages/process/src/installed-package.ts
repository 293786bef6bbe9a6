import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { pnpFolder } from './plug-n-play.ts';

/** An npm package that does work for us, as it is installed. */
export interface InstalledPackage {
  readonly dir: string;
  readonly version: string;
  /** Its command of a name: a file for Node to run. */
  readonly bin: (name: string) => string;
}

/**
 * Finds an npm package from a folder on, as Node would (node_modules of that folder and of those above it, or what Yarn's
 * Plug'n'Play says), whatever it exports.
 * Throws EnvironmentError (exit 3) naming it.
 */
export function installedPackage(name: string, from: string): InstalledPackage {
  const unplugged = pnpFolder(name, from);
  if (unplugged !== null) return readPackage(name, unplugged);
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const dir = join(folder, 'node_modules', name);
    if (existsSync(join(dir, 'package.json'))) return readPackage(name, dir);
    if (folder === dirname(folder)) throw notInstalled(name);
  }
}

function readPackage(name: string, dir: string): InstalledPackage {
  try {
    const { version, bin = {} } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as {
      version: string;
      bin?: string | Record<string, string>;
    };
    const command = (wanted: string): string => {
      const file = typeof bin === 'string' ? bin : bin[wanted];
      if (file === undefined) throw notInstalled(name, new Error(`it has no command ${wanted}`));
      return join(dir, file);
    };
    return { dir, version, bin: command };
  } catch (cause) {
    throw notInstalled(name, cause);
  }
}

const notInstalled = (name: string, cause?: unknown): EnvironmentError =>
  new EnvironmentError(`the npm package ${name} is not installed`, {
    cause,
    fix: 'install what package.json names: npm ci, pnpm install, yarn install',
  });
