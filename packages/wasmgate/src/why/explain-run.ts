import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keptVersion } from '@wasmgate/contracts/kept-version';
import { ENVIRONMENT_FILE } from '@wasmgate/contracts/layout';
import { explainRerun, type TaskSummary } from './explain-rerun.ts';
import { readSummaries } from './read-summaries.ts';

/** Lines of the log of a task that failed. */
const MOST_LINES = 12;

/**
 * Says for each task of the last summarized run that was executed which of its inputs differ since the run before it, what changed
 * inside those whose versions were kept, and of one that failed what it said. `task`: only tasks of that name.
 */
export function explainRun(root: string, task?: string): string[] {
  const [now = [], ...earlier] = readSummaries(root).map(({ tasks }) => tasks);
  const ran = now.filter(
    ({ taskId, cache, execution }) =>
      cache.status === 'MISS' &&
      execution !== undefined &&
      // It always runs: what it finds is what keys the others.
      !taskId.endsWith('#environment') &&
      (task === undefined || taskId.endsWith(`#${task}`)),
  );
  return ran.flatMap((after) => {
    const before = earlier.flatMap((tasks) => tasks.filter(({ taskId }) => taskId === after.taskId))[0];
    const reasons =
      before === undefined
        ? [`${after.taskId}: no earlier run was summarized (npx wasmgate why summarizes each)`]
        : reasonLines(root, before, after);
    return [...reasons, ...failureLines(root, after)];
  });
}

function reasonLines(root: string, before: TaskSummary, after: TaskSummary): string[] {
  return explainRerun(before, after, (hash) => keptVersion(root, hash)).flatMap(
    ({ kind, what, inside = [] }) => [
      `${after.taskId}: ${kind} ${what}`,
      ...inside.map((change) => `  ${change}`),
    ],
  );
}

function failureLines(root: string, { taskId, execution, logFile }: TaskSummary): string[] {
  const { exitCode = 0 } = execution ?? {};
  if (exitCode === 0) return [];
  const file = join(root, logFile ?? '');
  const said = logFile !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const from = said.findIndex((line) => /^wasm(-|gate )[a-z-]+: /.test(line));
  const shown = from === -1 ? [] : said.slice(from, from + MOST_LINES).filter((line) => line.trim() !== '');
  return [`${taskId}: failed (exit ${exitCode})`, ...shown.map((line) => `  ${line}`)];
}

/** Whether the last run here was summarized: its first task, which always runs, wrote environment.json then. */
export function isLastRunSummarized(root: string): boolean {
  const environment = statSync(join(root, ENVIRONMENT_FILE), { throwIfNoEntry: false });
  const [last] = readSummaries(root);
  if (environment === undefined || last === undefined) return false;
  const { startTime, endTime } = last.execution;
  // File systems round times.
  return environment.mtimeMs >= startTime - 1000 && environment.mtimeMs <= endTime + 1000;
}
