import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { capture } from '@wasmgate/cli-kit/testing';
import { sampleReports } from '../sample-reports.ts';
import { sampleWorkspace } from '../sample-subject.ts';
import { baselineBin } from '../../src/accept/baseline-bin.ts';

function epoch(dir: string): string {
  return readFileSync(join(dir, '.measure-epoch'), 'utf8');
}

it('bumps the epoch of one subject or of all, and refuses what is no number', async () => {
  const { root, dir, write } = sampleWorkspace(sampleReports());
  const run = (...argv: string[]) => capture(baselineBin('0.1.0', '2026-11-24'), root, 'remeasure', ...argv);
  write('subjects/second/wasmgate.json', '{ broken');
  const second = join(root, 'subjects/second');
  expect((await run()).code).toBe(0);
  expect((await run('sample')).code).toBe(0);
  expect([epoch(dir), epoch(second)]).toEqual(['2\n', '1\n']);
  expect((await run('third')).code).toBe(2);
  write('subjects/second/.measure-epoch', 'yesterday');
  expect((await run('second')).code).toBe(2);
  expect(epoch(second)).toBe('yesterday');
});
