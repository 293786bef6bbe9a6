import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a command ended. Output is cut to its last part. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

const MAX_OUTPUT = 64 * 1024;
/** turbo's tasks have process groups of their own: it has to end them by itself. Less than a bin's own grace. */
const GRACE_MS = 3000;

/**
 * Runs a command without a shell, and ends it with everything that it started when the signal aborts (which is then
 * thrown). `exitCode` null: it does not exist, or a signal ended it.
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  { cwd, env, signal }: CommandOptions,
): Promise<CommandResult> {
  signal.throwIfAborted();
  const isWindows = process.platform === 'win32';
  const child = spawn(file, [...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // A group of its own, so that what it started ends with it.
    detached: !isWindows,
  });
  const send = (name: NodeJS.Signals): void => {
    if (isWindows || child.pid === undefined) child.kill(name);
    else process.kill(-child.pid, name);
  };
  let force: NodeJS.Timeout | undefined;
  const kill = (): void => {
    send('SIGTERM');
    force = setTimeout(() => send('SIGKILL'), GRACE_MS);
  };
  signal.addEventListener('abort', kill, { once: true });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] = (output[name] + text).slice(-MAX_OUTPUT);
    });
  }
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    return { exitCode, ...output };
  } catch (error) {
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { exitCode: null, ...output };
  } finally {
    clearTimeout(force);
    signal.removeEventListener('abort', kill);
  }
}
