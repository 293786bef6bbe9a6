import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of this repository: the nearest folder with a package-lock.json. */
export function findRoot(from: string): string {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'package-lock.json'))) return at;
    if (dirname(at) === at) throw new Error(`${from}: no package-lock.json in this folder or above it`);
  }
}
