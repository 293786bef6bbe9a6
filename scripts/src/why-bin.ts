import { type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { $ } from 'zx';
import { workspaceRoot } from '@wasmgate/contracts/workspace';
import { explainRerun } from './why/explain-rerun.ts';
import { readSummaries } from './why/read-summaries.ts';

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
  const [now = [], ...earlier] = readSummaries(root);
  const ran = now.filter(
    ({ taskId, cache, execution }) =>
      cache.status === 'MISS' &&
      execution !== undefined &&
      !/#(?:environment|verify)$/.test(taskId) &&
      (task === undefined || taskId.endsWith(`#${task}`)),
  );
  const lines = ran.flatMap((after) => {
    const before = earlier.flatMap((tasks) => tasks.filter(({ taskId }) => taskId === after.taskId))[0];
    if (before === undefined)
      return [`${after.taskId}: no earlier run was summarized (npm run why summarizes each)`];
    return explainRerun(before, after).map(({ kind, what }) => `${after.taskId}: ${kind} ${printable(what)}`);
  });
  io.stdout.write(lines.length === 0 ? 'everything came from the cache\n' : `${lines.join('\n')}\n`);
  return 0;
}
