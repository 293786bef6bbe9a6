import { type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { $ } from 'zx';
import { workspaceRoot } from '@wasmgate/contracts/workspace';
import { explainRun } from './why/explain-run.ts';

/** `npm run why`: which inputs made a task run again. */
export function whyBin(): BinSpec {
  const summary =
    'runs verify and says, for each task that ran again, which of its inputs differ since the run before';
  return {
    name: 'npm run why --',
    version: '0.1.0',
    summary,
    examples: ['npm run why', 'npm run why -- size', 'npm run why -- build --filter echo-module'],
    command: {
      summary,
      args: [{ flags: '[task]', description: 'only this task, such as size; default: all' }],
      options: [{ flags: '--filter <subject>', description: 'only this subject' }],
      run: why,
    },
  };
}

async function why({ args, options, io, signal }: BinContext): Promise<ExitCode> {
  const root = workspaceRoot(io.cwd);
  const [task] = args;
  const filter = typeof options['filter'] === 'string' ? [`--filter=${options['filter']}`] : [];
  const turbo = $({ cwd: root, nothrow: true, quiet: true, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  await turbo`turbo run verify --continue=dependencies-successful --summarize ${filter}`;
  const lines = explainRun(root, task).map((line) => printable(line, 400));
  io.stdout.write(lines.length === 0 ? 'everything came from the cache\n' : `${lines.join('\n')}\n`);
  return 0;
}
