import { readSummaries } from '../why/read-summaries.ts';

/** What the cache did for a run. */
export interface CachedWork {
  readonly tasks: number;
  readonly cached: number;
  /** How long those tasks took when they were executed, ms. */
  readonly savedMs: number;
}

/** Of the last run that turbo summarized (`--summarize`); null when there is none. */
export function lastCachedWork(root: string): CachedWork | null {
  const [last] = readSummaries(root);
  if (last === undefined) return null;
  const run = last.tasks.filter(({ execution }) => execution !== undefined);
  const hits = run.filter(({ cache }) => cache.status === 'HIT');
  return {
    tasks: run.length,
    cached: hits.length,
    savedMs: hits.reduce((sum, { cache }) => sum + (cache.timeSaved ?? 0), 0),
  };
}
