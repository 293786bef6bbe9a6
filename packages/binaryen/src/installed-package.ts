import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';

/** A package that does work for us, as it is installed. */
export interface InstalledPackage {
  readonly dir: string;
  readonly version: string;
}

/** Finds an installed npm package by what `resolve` says its entry is. Throws EnvironmentError (exit 3) naming it. */
export function installedPackage(name: string, resolve: () => string): InstalledPackage {
  try {
    const entry = resolve();
    const folder = join('node_modules', name);
    const dir = entry.slice(0, entry.lastIndexOf(folder) + folder.length);
    const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string };
    return { dir, version };
  } catch (cause) {
    throw new EnvironmentError(`the npm package ${name} is not installed`, { cause, fix: 'npm ci' });
  }
}
