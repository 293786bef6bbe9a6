import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@wasmgate/cli-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import { isLastRunSummarized } from '../src/why/explain-run.ts';
import { forgetOldSummaries, readSummaries } from '../src/why/read-summaries.ts';

const START = Date.parse('2026-11-27T10:00:00Z');

/** A workspace with so many summaries, a minute from one to the next, and environment.json of a time. */
function workspace(summaries: number, environment: number): string {
  const runs = Array.from({ length: summaries }, (_, index) => {
    const startTime = START + index * 60_000;
    return [`.turbo/runs/r${index}.json`, { startTime, endTime: startTime + 5000 }] as const;
  });
  const root = scratchFolder(onTestFinished, {
    '.wasmgate/environment.json': '{}',
    '.turbo/runs/torn.json': '{"tasks',
    ...Object.fromEntries(runs.map(([file, execution]) => [file, JSON.stringify({ tasks: [], execution })])),
  });
  for (const [file, { endTime }] of runs) utimesSync(join(root, file), endTime / 1000, endTime / 1000);
  utimesSync(join(root, '.turbo/runs/torn.json'), START / 1000, START / 1000);
  utimesSync(join(root, '.wasmgate/environment.json'), environment / 1000, environment / 1000);
  return root;
}

it('reads summaries, the newest first, and passes over what is none', () => {
  expect(readSummaries(workspace(3, START)).map(({ execution }) => execution.startTime - START)).toEqual([
    120_000, 60_000, 0,
  ]);
});

it('the last run can be explained when it is the one that was summarized last', () => {
  expect(isLastRunSummarized(workspace(2, START + 62_000))).toBe(true);
  // A run after it was not summarized.
  expect(isLastRunSummarized(workspace(2, START + 600_000))).toBe(false);
  expect(isLastRunSummarized(workspace(0, START))).toBe(false);
});

it('keeps the newest twenty', () => {
  const root = workspace(25, START);
  forgetOldSummaries(root);
  const left = readdirSync(join(root, '.turbo/runs'));
  expect(left).toHaveLength(20);
  expect(left).toContain('r24.json');
  expect(left).not.toContain('r4.json');
});
