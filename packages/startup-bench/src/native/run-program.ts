import { spawn } from 'node:child_process';
import { env as own, kill, platform } from 'node:process';
import type { Watchdog } from './watchdog.ts';

/** What is run, and where. */
export interface ProgramCall {
  readonly file: string;
  readonly args: readonly string[];
  /** A private folder. */
  readonly cwd: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly watchdog: Watchdog;
}

/** Spawn to exit in nanoseconds, or what went wrong: words without any path. */
export type ProgramRun = { readonly ok: true; readonly ns: number } | { readonly ok: false; reason: string };

/**
 * A program that is still there by then is told to the watchdog. To tell it of every one would wake it while that one is
 * measured.
 */
const LONG_MS = 50;

/**
 * Runs a program once, in a process group of its own, with an empty environment and nothing to read or write: its output would
 * wait for a reader. At the deadline and on abort (whose reason is thrown) the whole group is killed. An exit other than 0 is
 * never a sample.
 */
export async function runProgram(call: ProgramCall): Promise<ProgramRun> {
  const { file, args, cwd, deadlineMs, signal, watchdog } = call;
  signal.throwIfAborted();
  const isGrouped = platform !== 'win32';
  const env = environment();
  const begun = process.hrtime.bigint();
  const child = spawn(file, [...args], { cwd, env, stdio: 'ignore', detached: isGrouped, windowsHide: true });
  const ended = new Promise<{ ns: number; reason: string | null }>((resolve) => {
    child.once('exit', (code, killedBy) => {
      const ns = Number(process.hrtime.bigint() - begun);
      const reason = code === 0 ? null : killedBy ? `was ended by ${killedBy}` : `exited with status ${code}`;
      resolve({ ns, reason });
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ ns: 0, reason: `cannot be started (${error.code ?? 'unknown'})` });
    });
  });
  const { pid } = child;
  const end = (): void => {
    try {
      if (isGrouped && pid !== undefined) kill(-pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      // The group is gone already.
    }
  };
  let isLate = false;
  let isWatched = false;
  const deadline = setTimeout(() => {
    isLate = true;
    end();
  }, deadlineMs);
  const long = setTimeout(() => {
    isWatched = true;
    if (pid !== undefined) watchdog.watch(pid);
  }, LONG_MS);
  signal.addEventListener('abort', end, { once: true });
  try {
    const { ns, reason } = await ended;
    signal.throwIfAborted();
    if (isLate) return { ok: false, reason: `did not end within ${deadlineMs} ms` };
    return reason === null ? { ok: true, ns } : { ok: false, reason };
  } finally {
    clearTimeout(deadline);
    clearTimeout(long);
    signal.removeEventListener('abort', end);
    // What it left running must not outlive it.
    end();
    if (isWatched) watchdog.watch(0);
  }
}

function environment(): Record<string, string> {
  // Windows cannot start a process without it.
  const systemRoot = own['SystemRoot'];
  return systemRoot === undefined ? {} : { SystemRoot: systemRoot };
}
