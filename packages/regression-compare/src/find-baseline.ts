import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BASELINE_FILE } from '@wasmgate/contracts/layout';
import { findWorkspaceRoot } from '@wasmgate/contracts/workspace';

/** The nearest baseline.json from `dir` upward, not above the workspace that `dir` is in; null when there is none. */
export function findBaseline(dir: string): string | null {
  const root = findWorkspaceRoot(dir);
  for (let at = resolve(dir); ; at = dirname(at)) {
    const file = join(at, BASELINE_FILE);
    if (existsSync(file)) return file;
    if (at === root || dirname(at) === at) return null;
  }
}
