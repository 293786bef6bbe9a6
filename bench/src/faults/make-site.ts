import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeClone, verifyCommand, type Clone, type Modules } from './clone.ts';
import type { Site } from './fault-kind.ts';
import { endProblems } from './recovery.ts';

/** A task in turbo's summary of a run, as far as it is read here. */
interface SummaryTask {
  readonly taskId: string;
  readonly execution?: { readonly startTime: number; readonly endTime: number };
}

/** Clones into a new temporary folder and fills turbo's cache by one `verify` of all subjects. */
export async function makeSite(
  modules: Modules,
  { seed, kills }: Pick<Site, 'seed' | 'kills'>,
): Promise<Site & { folder: string; commit: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'wasmgate-faults-'));
  // Another user is to reach what is in it.
  chmodSync(folder, 0o755);
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch);
  const clone = await makeClone(join(folder, 'clone'), modules);
  const [problem] = endProblems(await clone.run(verifyCommand(clone, '--filter=*', '--summarize')), {
    exit: 0,
  });
  if (problem !== undefined) throw new Error(`the first verify: ${problem}`);
  const { output: commit } = await clone.run(['git', 'rev-parse', '--short', 'HEAD']);
  return { folder, commit: commit.trim(), clone, scratch, usualMs: usualTimes(clone), seed, kills };
}

function usualTimes(clone: Clone): Map<string, number> {
  const runs = clone.path('.turbo/runs');
  const [summary = ''] = readdirSync(runs);
  const { tasks } = JSON.parse(readFileSync(join(runs, summary), 'utf8')) as { tasks: SummaryTask[] };
  return new Map(
    tasks.flatMap(({ taskId, execution }) =>
      execution === undefined ? [] : [[taskId, execution.endTime - execution.startTime]],
    ),
  );
}
