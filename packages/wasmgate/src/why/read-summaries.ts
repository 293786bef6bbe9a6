import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskSummary } from './explain-rerun.ts';

/** The tasks of each summarized run in this workspace, newest first; files that are no summaries are passed over. */
export function readSummaries(root: string): (readonly TaskSummary[])[] {
  const folder = join(root, '.turbo/runs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ file: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.time - a.time)
    .flatMap(({ file }) => {
      try {
        return [(JSON.parse(readFileSync(file, 'utf8')) as { tasks: TaskSummary[] }).tasks];
      } catch {
        return [];
      }
    });
}
