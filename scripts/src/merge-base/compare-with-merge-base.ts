import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '@wasmgate/cli-kit';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { ACCEPTED, REPORT_DIR } from '@wasmgate/contracts/layout';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { workspaceRoot, type SubjectFolder } from '@wasmgate/contracts/workspace';

/** Runs wasm-startup-bench with these arguments in a subject's folder; its exit code, null when a signal ended it. */
export type RunBench = (subject: SubjectFolder, args: readonly string[]) => Promise<number | null>;

/** Beside startup.json, which belongs to the task. */
const REPORT = `${REPORT_DIR}/merge-base.json`;

/**
 * `npm run merge-base`: subjects without an accepted artifact start against themselves as they were where this branch left the
 * main one; those that have one were compared with it by `verify`. Gives the worst exit code.
 */
export async function compareWithMergeBase(io: Io, runBench: RunBench): Promise<number> {
  let worst = 0;
  for (const subject of chooseSubjects(workspaceRoot(io.cwd), undefined)) {
    if (existsSync(join(subject.dir, ACCEPTED.shipped))) {
      io.stdout.write(`${subject.name}: has an accepted artifact, and verify compared it with that\n`);
      continue;
    }
    io.stdout.write(`${subject.name}: against git:merge-base\n`);
    // One after the other: two at once would measure each other.
    // oxlint-disable-next-line no-await-in-loop
    const code = await runBench(subject, ['--against', 'git:merge-base', '--out', REPORT]);
    if (code === null) throw new EnvironmentError(`${subject.name}: the benchmark was ended by a signal`);
    worst = Math.max(worst, code);
  }
  return worst;
}
