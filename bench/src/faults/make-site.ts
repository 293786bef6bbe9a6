import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeClone, openClone, verifyCommand, type Clone, type Modules } from './clone.ts';
import type { Site } from './fault-kind.ts';
import { endProblems } from './recovery.ts';

/** turbo's summary of a run, as far as it is read here. */
interface Summary {
  readonly tasks: readonly {
    readonly taskId: string;
    readonly command: string;
    readonly execution?: { readonly startTime: number; readonly endTime: number };
  }[];
}

/** Clones into a folder and fills turbo's cache by one `verify` of its subjects; or goes on with what lies there. */
export async function makeSite(
  folder: string,
  modules: Modules,
  asked: Pick<Site, 'subjects' | 'seed' | 'kills'>,
): Promise<Site & { commit: string }> {
  const [dir, scratch] = [join(folder, 'clone'), join(folder, 'scratch')];
  // Another user is to reach what is in it.
  chmodSync(folder, 0o755);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  const clone = existsSync(dir) ? openClone(dir) : await makeClone(dir, modules);
  const [problem] = endProblems(
    await clone.run(verifyCommand(clone, ...asked.subjects.map((name) => `--filter=${name}`), '--summarize')),
    {
      exit: 0,
    },
  );
  if (problem !== undefined) throw new Error(`the first verify: ${problem}`);
  const { output: commit } = await clone.run(['git', 'rev-parse', '--short', 'HEAD']);
  return { commit: commit.trim(), clone, scratch, usualMs: usualTimes(clone), ...asked };
}

function usualTimes(clone: Clone): Map<string, number> {
  const runs = clone.path('.turbo/runs');
  const summaries = readdirSync(runs).map(
    (file) => JSON.parse(readFileSync(join(runs, file), 'utf8')) as Summary,
  );
  const times = new Map<string, number>();
  for (const { taskId, command, execution } of summaries.flatMap(({ tasks }) => tasks)) {
    if (command === '' || command === '<NONEXISTENT>' || execution === undefined) continue;
    // A task that was answered from the cache took no time at all.
    times.set(taskId, Math.max(times.get(taskId) ?? 0, execution.endTime - execution.startTime));
  }
  return times;
}
