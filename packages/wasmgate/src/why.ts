import { execPath } from 'node:process';
import { main, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { printable } from '@wasmgate/contracts/printable';
import { rootOf } from '@wasmgate/contracts/workspace';
import { installedPackage, runProcess } from '@wasmgate/process';
import { explainRun } from './why/explain-run.ts';

declare const __VERSION__: string;

const summary =
  'runs verify and says, for each task that ran again, which of its inputs differ since the run before';

/** `wasmgate why`. */
const whyBin: BinSpec = {
  name: 'wasmgate why',
  version: __VERSION__,
  summary,
  examples: ['wasmgate why', 'wasmgate why size', 'wasmgate why build --filter my-agent'],
  command: {
    summary,
    args: [{ flags: '[task]', description: 'only this task, such as size; default: all' }],
    options: [{ flags: '--filter <subject>', description: 'only this subject' }],
    run: why,
  },
};

async function why({ args, options, io, signal, progress }: BinContext): Promise<ExitCode> {
  const root = rootOf(io.cwd);
  const [task] = args;
  const filter = typeof options['filter'] === 'string' ? [`--filter=${options['filter']}`] : [];
  progress.step('turbo run verify --summarize');
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
  const lines = explainRun(root, task).map((line) => printable(line, 400));
  io.stdout.write(lines.length === 0 ? 'everything came from the cache\n' : `${lines.join('\n')}\n`);
  return 0;
}

/** Runs `wasmgate why` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(whyBin, process);
