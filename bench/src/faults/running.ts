import { spawn } from 'node:child_process';
import type { Environment } from '@wasmgate/process';

/** How a command ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  /** What it said, both streams as they came. */
  readonly output: string;
  readonly seconds: number;
}

/** A command that was started, with a process group of its own. */
export interface Running {
  /** Of the process, and of its group. */
  readonly pid: number;
  /** True once it has said something that matches; false when it ended before. */
  said(pattern: RegExp): Promise<boolean>;
  readonly ended: Promise<Ended>;
}

/** After this long a command counts as hanging, and its group is killed. */
const HANGS_MS = 20 * 60_000;

/**
 * Starts a command. Not by runProcess of @wasmgate/process, which sees to it that nothing stays behind: here that is the question.
 */
export function start(
  argv: readonly [string, ...string[]],
  { cwd, env }: { cwd: string; env: Environment },
): Running {
  const [file, ...args] = argv;
  const begun = performance.now();
  const child = spawn(file, args, {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  let output = '';
  let onText: (() => void) | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onText?.();
    });
  }
  const end = (): void => {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  };
  const hangs = setTimeout(end, HANGS_MS);
  // It leads a group of its own, so Ctrl-C does not reach it.
  process.once('exit', end);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(hangs);
      process.off('exit', end);
      resolve({ code, output, seconds: (performance.now() - begun) / 1000 });
    });
  });
  if (pid === undefined) throw new Error(`${file} cannot be started`);
  return {
    pid,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        onText = () => pattern.test(output) && resolve(true);
        onText();
        ended.then(() => resolve(false), reject);
      }),
  };
}
