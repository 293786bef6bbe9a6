import { execPath } from 'node:process';
import { main, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { printable } from '@wasmgate/contracts/printable';
import { rootOf } from '@wasmgate/contracts/workspace';
import { installedPackage, runProcess } from '@wasmgate/process';
import { explainRun, isLastRunSummarized } from './why/explain-run.ts';

declare const __VERSION__: string;

const summary = 'say which inputs made a task run again';

/** `wasmgate why`. */
const whyBin: BinSpec = {
  name: 'wasmgate why',
  version: __VERSION__,
  summary,
  examples: ['wasmgate why', 'wasmgate why size', 'wasmgate why build --filter my-agent'],
  command: {
    summary,
    args: [{ flags: '[task]', description: 'only this task, such as size; default: all' }],
    options: [
      { flags: '--filter <subject>', description: 'only this subject; runs verify' },
      { flags: '--run', description: 'run verify, also when the last run can be explained' },
    ],
    run: why,
  },
};

async function why(context: BinContext): Promise<ExitCode> {
  const { args, options, io, say } = context;
  const root = rootOf(io.cwd);
  const [task] = args;
  const filter = typeof options['filter'] === 'string' ? [`--filter=${options['filter']}`] : [];
  if (options['run'] === true || filter.length > 0 || !isLastRunSummarized(root)) {
    await verify(root, filter, context);
  }
  const lines = explainRun(root, task).map((line) => printable(line, 400));
  say(lines.length === 0 ? 'everything came from the cache' : lines.join('\n'));
  return 0;
}

/** What `turbo run verify` did is known only when it was told to write it down. */
async function verify(
  root: string,
  filter: readonly string[],
  { io, signal, progress }: BinContext,
): Promise<void> {
  progress.step(
    'the last run was not summarized (wasmgate verify does, or TURBO_RUN_SUMMARY=true): running verify',
  );
  await runProcess({
    file: execPath,
    args: [
      installedPackage('turbo', root).bin('turbo'),
      'run',
      'verify',
      '--continue=dependencies-successful',
      '--summarize',
      ...filter,
    ],
    cwd: root,
    env: io.env,
    signal,
    stdout: 'tail',
  });
}

/** Runs `wasmgate why` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(whyBin, process);
