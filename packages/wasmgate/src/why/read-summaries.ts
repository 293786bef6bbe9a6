import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskSummary } from './explain-rerun.ts';

/** A run of turbo that it summarized. */
export interface RunSummary {
  readonly tasks: readonly TaskSummary[];
  /** Both in ms since 1970. */
  readonly execution: { readonly startTime: number; readonly endTime: number };
}

/** Summaries that are kept: each has every input of every task. */
const MOST_SUMMARIES = 20;

/** Each summarized run in this workspace, newest first; files that are no summaries are passed over. */
export function readSummaries(root: string): RunSummary[] {
  return summaryFiles(root).flatMap((file) => {
    try {
      return [JSON.parse(readFileSync(file, 'utf8')) as RunSummary];
    } catch {
      return [];
    }
  });
}

/** Removes the oldest summaries, which turbo keeps for ever. */
export function forgetOldSummaries(root: string): void {
  for (const file of summaryFiles(root).slice(MOST_SUMMARIES)) rmSync(file, { force: true });
}

function summaryFiles(root: string): string[] {
  const folder = join(root, '.turbo/runs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ file: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.time - a.time)
    .map(({ file }) => file);
}
