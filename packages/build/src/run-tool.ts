import { spawn } from 'node:child_process';
import { execPath, kill, platform } from 'node:process';
import { StringDecoder } from 'node:string_decoder';
import { EnvironmentError } from '@wasmgate/contracts/errors';

/** A program, its arguments, and where it runs. */
export interface ToolCall {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Given what goes to stderr, as it comes. */
  readonly onStderr?: (text: string) => void;
}

/** How a program ended, and what it said. */
export interface ToolResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly endedBy: NodeJS.Signals | null;
  readonly stdout: string;
  /** The end of stderr: at most `STDERR_TAIL` characters. */
  readonly stderr: string;
}

const STDERR_TAIL = 256 * 1024;
const MAX_STDOUT_BYTES = 256 * 1024 * 1024;
const GRACE_MS = 2000;

/** Waits for its stdin to end; when it does without a word, whoever held it is gone, and the group goes as well. */
const watchdogSource = `
const group = Number(process.argv[1]);
process.stdin.once('data', () => process.exit(0));
process.stdin.once('end', () => { try { process.kill(-group, 'SIGKILL'); } catch {} });
`;

/**
 * Runs a program in a process group of its own (cargo starts rustc, rustc starts linkers). An abort ends the whole
 * group, and so does the death of this process, however it dies. Never a shell. Throws EnvironmentError when the
 * program cannot be started, and the reason of the abort.
 */
export async function runTool({ file, args, cwd, env, signal, onStderr }: ToolCall): Promise<ToolResult> {
  signal.throwIfAborted();
  const grouped = platform !== 'win32';
  const child = spawn(file, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: grouped });
  const ended = new Promise<Pick<ToolResult, 'exitCode' | 'endedBy'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, endedBy) => resolve({ exitCode, endedBy }));
  });
  const watchdog = grouped && child.pid !== undefined ? startWatchdog(child.pid) : undefined;
  const end = (name: NodeJS.Signals) => {
    try {
      if (grouped && child.pid !== undefined) kill(-child.pid, name);
      else child.kill(name);
    } catch {
      // The group is gone already.
    }
  };
  let force: NodeJS.Timeout | undefined;
  const abort = () => {
    end('SIGTERM');
    force = setTimeout(() => end('SIGKILL'), GRACE_MS);
  };
  signal.addEventListener('abort', abort, { once: true });

  const stdout: Buffer[] = [];
  let stdoutBytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    stdoutBytes += chunk.length;
    if (stdoutBytes > MAX_STDOUT_BYTES) end('SIGKILL');
    else stdout.push(chunk);
  });
  let stderr = '';
  const decoder = new StringDecoder('utf8');
  child.stderr.on('data', (chunk: Buffer) => {
    const text = decoder.write(chunk);
    onStderr?.(text);
    stderr = (stderr + text).slice(-STDERR_TAIL);
  });
  try {
    const how = await ended;
    signal.throwIfAborted();
    return { ...how, stdout: Buffer.concat(stdout).toString('utf8'), stderr };
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new EnvironmentError(`${file}: cannot be started (${code})`, {
      cause,
      fix: 'npx wasm-toolchain doctor says what is missing',
    });
  } finally {
    signal.removeEventListener('abort', abort);
    clearTimeout(force);
    // What the program left running in its group (it was killed, or it failed half-way) must not outlive it.
    end('SIGKILL');
    watchdog?.();
  }
}

/** Starts the watchdog of a group; the function it gives ends it. */
function startWatchdog(group: number): () => void {
  const child = spawn(execPath, ['-e', watchdogSource, String(group)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  return () => child.stdin.end('done');
}
