import { EnvironmentError } from '@wasmgate/contracts/errors';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { bareEnvironment, failureText, runProcess } from '@wasmgate/process';
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
  const job = { ...request, library, wasmtimeVersion, parentPid: process.pid, deadlineMs };
  const { ok, exitCode, stdout, stderr, ...ended } = await runProcess({
    ...command,
    env: bareEnvironment(),
    input: JSON.stringify(job),
    deadlineMs,
    signal,
  });
  if (ok) return resultOf(stdout, context);
  // The child throws only for mistakes of ours, and when the machine refuses, with Node's exit code for an uncaught error.
  if (exitCode === 1) {
    throw (
      machineErrorIn(stderr, 'a measuring process') ?? new Error(`a measuring process failed:\n${stderr}`)
    );
  }
  const during = lastPhase(stderr);
  const how = failureText({ exitCode, ...ended });
  if (ended.timedOutMs !== null) return failed({ kind: 'timeout', message: how, during, deadlineMs });
  return failed({ kind: 'crash', message: `the process ${how}`, during });
}

function resultOf<T>(stdout: string, { library }: ChildContext): ChildLine<T> {
  const line = JSON.parse(stdout) as ChildLine<T>;
  if (!line.ok && line.failure.kind === 'library') {
    throw new EnvironmentError(line.failure.message.split('\n'), {
      fix: `check ${library}, or let wasmgate install its own: npx wasm-toolchain install`,
    });
  }
  return line;
}

const failed = (failure: GuestFailure): { ok: false; failure: GuestFailure } => ({ ok: false, failure });
