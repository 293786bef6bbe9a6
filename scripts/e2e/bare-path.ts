import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { execaSync } from 'execa';

/** A PATH in a new folder with Node, npm, git and a shell, and with no compiler and no other tool. */
export function barePath(dir: string): string {
  mkdirSync(dir, { recursive: true });
  for (const name of ['node', 'npm', 'sh', 'git', 'env']) {
    const { stdout, exitCode } = execaSync('which', [name], {
      cwd: dirname(dir),
      env: cleanEnvironment(),
      reject: false,
    });
    if (exitCode === 0) symlinkSync(stdout.trim(), join(dir, name));
  }
  return dir;
}
