import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';

/** A package that does work for us, as it is installed. */
export interface InstalledPackage {
  readonly dir: string;
  readonly version: string;
}

const require = createRequire(import.meta.url);

/** Finds an installed npm package. Throws EnvironmentError (exit 3) naming it. */
export function installedPackage(name: string): InstalledPackage {
  try {
    const entry = require.resolve(name);
    const end = entry.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length;
    const dir = entry.slice(0, end);
    const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string };
    return { dir, version };
  } catch (cause) {
    throw new EnvironmentError(`the npm package ${name} is not installed`, { cause, fix: 'npm ci' });
  }
}
