import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { compareWithMergeBase } from '../src/merge-base/compare-with-merge-base.ts';

function workspace(subjects: Readonly<Record<string, 'accepted' | 'new'>>): string {
  const root = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ workspaces: ['subjects/*'] }));
  for (const [name, state] of Object.entries(subjects)) {
    const dir = join(root, 'subjects', name);
    mkdirSync(join(dir, 'baseline'), { recursive: true });
    writeFileSync(join(dir, 'wasmgate.json'), '{}');
    if (state === 'accepted') writeFileSync(join(dir, 'baseline/shipped.wasm'), '');
  }
  return root;
}

test('subjects without an accepted artifact are compared with the merge base; the worst exit code counts', async () => {
  const cwd = workspace({ one: 'accepted', three: 'new', two: 'new' });
  const io = { env: {}, cwd, stdout: new PassThrough(), stderr: new PassThrough(), now: () => new Date() };
  const codes: Record<string, number> = { two: 0, three: 1 };
  const ran: [string, readonly string[]][] = [];
  const code = await compareWithMergeBase(io, async ({ name }, args) => {
    ran.push([name, args]);
    return codes[name] ?? 9;
  });
  expect(code).toBe(1);
  const args = ['--against', 'git:merge-base', '--out', 'target/wasm-bench/merge-base.json'];
  expect(ran).toEqual([
    ['three', args],
    ['two', args],
  ]);
});
