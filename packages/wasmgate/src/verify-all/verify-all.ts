import { fitLines, isUnderTurbo, screenOf, type Io } from '@wasmgate/cli-kit';
import { InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { rootOf } from '@wasmgate/contracts/workspace';
import { verifyExitCode } from './exit-code.ts';
import { forgetResults, readResults } from './read-results.ts';
import { renderResults } from './render-results.ts';
import { forgetOldSummaries, readSummaries } from '../why/read-summaries.ts';

/** Runs turbo with these arguments in a folder; its exit code, null when a signal ended it. */
export type RunTurbo = (root: string, args: readonly string[]) => Promise<number | null>;

/** Goes on with the other subjects when one fails, but never past a dependency that failed. */
const CONTINUE = '--continue=dependencies-successful';

/**
 * `wasmgate verify` outside a subject: verifies every subject, also after one has failed, and ends with one table over all of them.
 * Arguments go to turbo as they are.
 */
export async function verifyAll(args: readonly string[], io: Io, runTurbo: RunTurbo): Promise<ExitCode> {
  if (isUnderTurbo(io)) {
    throw new InputError('this runs turbo, and turbo is running it', { fix: 'make it no task of turbo' });
  }
  const root = rootOf(io.cwd);
  const subjects = chooseSubjects(root, undefined);
  forgetResults(subjects);
  const begun = io.now().getTime();
  // So that `wasmgate why` can explain this very run.
  const summarize = args.some((arg) => arg.startsWith('--summarize')) ? [] : ['--summarize'];
  const turboCode = await runTurbo(root, ['run', 'verify', CONTINUE, ...summarize, ...args]);
  forgetOldSummaries(root);
  const isFiltered = args.some((arg) => /^(--filter|-F|--affected)/.test(arg));
  const isAsked = isFiltered ? askedFor(root, begun) : () => true;
  const results = readResults(subjects).filter(({ name, report }) => report !== null || isAsked(name));
  const screen = screenOf(io);
  io.stdout.write(`\n${fitLines(renderResults(results, isFiltered, screen), screen.columns)}\n`);
  return verifyExitCode(results, turboCode, isFiltered);
}

/** Whether turbo had anything to do for a subject, by its summary of a run that began then; all, when it wrote none. */
function askedFor(root: string, begun: number): (subject: string) => boolean {
  const [newest] = readSummaries(root);
  if (newest === undefined || newest.execution.startTime < begun) return () => true;
  const asked = new Set(newest.tasks.map(({ taskId }) => taskId.split('#')[0]));
  return (subject) => asked.has(subject);
}
