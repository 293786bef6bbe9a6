import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { execPath, pid } from 'node:process';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withWorkFolder } from '../src/measure/work-folder.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
  vi.stubEnv('TMPDIR', dir);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

/** A folder of a process, so many hours old. */
function folder(id: number, hours: number): string {
  const path = join(dir, `wasmgate-startup-${id}-x`);
  mkdirSync(path);
  const then = Date.now() / 1000 - hours * 3600;
  utimesSync(path, then, then);
  return path;
}

it('is removed afterwards, also when the work fails', async () => {
  await expect(withWorkFolder(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(dir)).toEqual([]);
});

it('one that was left behind goes; one whose process lives stays, whatever the clock says', async () => {
  const gone = spawnSync(execPath, ['-e', '']).pid;
  const [left, new_] = [folder(gone, 7), folder(gone + 1, 1)];
  const ours = folder(pid, 24 * 365);
  await withWorkFolder(async () => {});
  expect([left, new_, ours].map((path) => existsSync(path))).toEqual([false, true, true]);
});
