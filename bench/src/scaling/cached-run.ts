import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What turbo said of a run of `verify`, and how long the whole process took. */
export interface TurboRun {
  readonly ms: number;
  readonly tasks: number;
  readonly executed: number;
}

/**
 * Runs `turbo run verify` in a workspace, as a process of its own, from before the spawn to the exit. Rejects when a task fails; what it
 * printed is in the error.
 */
export async function runVerify(dir: string): Promise<TurboRun> {
  const start = performance.now();
  const { stdout } = await promisify(execFile)(join(dir, 'node_modules/.bin/turbo'), ['run', 'verify'], {
    cwd: dir,
    env: environment(),
    maxBuffer: 2 ** 28,
  });
  const ms = performance.now() - start;
  const [, cached, total] = /^Cached:\s+(\d+) cached, (\d+) total$/m.exec(stdout) ?? [];
  return { ms, tasks: Number(total), executed: Number(total) - Number(cached) };
}

/** Fully cached runs of both workspaces, interleaved, so that a machine that gets busy is busy for both; the first ones are thrown away. */
export async function timeCached<Name extends string>(
  dirs: Readonly<Record<Name, string>>,
  rounds: number,
): Promise<Record<Name, TurboRun[]>> {
  const names = Object.keys(dirs) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, TurboRun[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      // One after the other is the point: two at once would measure each other.
      // oxlint-disable-next-line no-await-in-loop
      const run = await runVerify(dirs[name]);
      if (round === 0) continue;
      if (run.executed !== 1)
        throw new Error(`${dirs[name]}: ${run.executed} tasks were executed; only //#environment should be`);
      runs[name].push(run);
    }
  }
  return runs;
}

/** Without turbo's and npm's own variables: this may itself be run by npm. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TURBO_|npm_|NODE_ENV)/.test(name));
  return { ...Object.fromEntries(kept), TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
}
