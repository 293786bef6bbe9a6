import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, which goes when `after` says that the test is over. */
export function scratchFolder(after: (cleanUp: () => void) => void): string {
  const dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
