import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { lastPhase } from '../child/announce-phase.ts';
import type { ChildLine, GuestFailure, Job, ResultOf } from '../child/job.ts';

/** How a measuring process is started. */
export interface ChildCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** What all jobs of one benchmark share. */
export interface ChildContext {
  readonly command: ChildCommand;
  readonly library: string;
  readonly wasmtimeVersion: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** A job without what the context adds. */
export type JobRequest = Job extends infer J
  ? J extends Job
    ? Omit<J, 'library' | 'wasmtimeVersion' | 'parentPid' | 'deadlineMs'>
    : never
  : never;
type ResultOfRequest<R extends JobRequest> = ResultOf<Extract<Job, { type: R['type'] }>>;

/** Most of a result is warm starts: 20 bytes each. */
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * Runs one job in a fresh process without environment, and gives its result or what the guest did wrong: a process that
 * outlives the deadline is killed, one that dies is a crash of the guest.
 * Throws EnvironmentError when libwasmtime does not load, and the abort reason (the child is killed first).
 */
export async function spawnChild<R extends JobRequest>(
  request: R,
  context: ChildContext,
): Promise<ChildLine<ResultOfRequest<R>>> {
  const { command, library, wasmtimeVersion, deadlineMs, signal } = context;
  signal.throwIfAborted();
  const child = spawn(command.file, command.args, {
    env: childEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const job = { ...request, library, wasmtimeVersion, parentPid: process.pid, deadlineMs };
  const ended = end(child, deadlineMs, signal);
  // A child that died early closes its input; how it died is said below.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(job));
  const [{ timedOut, code, killedBy }, stdout, stderr] = await Promise.all([
    ended,
    collect(child.stdout),
    collect(child.stderr),
  ]);
  signal.throwIfAborted();
  if (timedOut) {
    const message = `did not end within ${deadlineMs} ms`;
    return failed({ kind: 'timeout', message, during: lastPhase(stderr), deadlineMs });
  }
  if (code === 0) return resultOf(stdout, context);
  // The child throws only for mistakes of ours, with Node's exit code for an uncaught error.
  if (code === 1) throw new Error(`a measuring process failed:\n${stderr}`);
  const message = `the process was ended by ${killedBy ?? `exit code ${code}`}`;
  return failed({ kind: 'crash', message, during: lastPhase(stderr) });
}

function resultOf<T>(stdout: string, { library }: ChildContext): ChildLine<T> {
  const line = JSON.parse(stdout) as ChildLine<T>;
  if (!line.ok && line.failure.kind === 'library') {
    throw new EnvironmentError(line.failure.message, {
      fix: `check ${library}, or let wasmgate install its own: npx wasm-toolchain install`,
    });
  }
  return line;
}

const failed = (failure: GuestFailure): { ok: false; failure: GuestFailure } => ({ ok: false, failure });

async function end(child: ChildProcess, deadlineMs: number, signal: AbortSignal) {
  let timedOut = false;
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, deadlineMs);
  signal.addEventListener('abort', kill, { once: true });
  try {
    const [code, killedBy] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { timedOut, code, killedBy };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
  }
}

async function collect(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_OUTPUT_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function childEnvironment(): Record<string, string> {
  // Windows cannot start a process without it.
  const systemRoot = process.env['SystemRoot'];
  return systemRoot === undefined ? {} : { SystemRoot: systemRoot };
}
