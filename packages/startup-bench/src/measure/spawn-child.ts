import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { bareEnvironment, failureText, runProcess } from '@wasmgate/process';
import { isCompiled, lastAnnounced } from '../child/announce-phase.ts';
import type { ChildLine, EngineChoice, GuestFailure, Job, ResultOf } from '../child/job.ts';
import { deathByMachine, failureOfMachine } from './blame-machine.ts';

/** How a measuring process is started. */
export interface ChildCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** What all jobs of one benchmark share. */
export interface ChildContext {
  readonly command: ChildCommand;
  readonly engine: EngineChoice;
  /** How long a guest may take. */
  readonly deadlineMs: number;
  /** How long a compiler may take, before that. */
  readonly compileDeadlineMs: number;
  readonly signal: AbortSignal;
  /** A private folder. */
  readonly workDir: string;
}

/** The same before a guest is known, whose size says how long compiling may take; see contextFor. */
export type SharedContext = Omit<ChildContext, 'compileDeadlineMs'>;

/** A job without what the context adds. */
export type JobRequest = Job extends infer J
  ? J extends Job
    ? Omit<J, 'engine' | 'parentPid' | 'deadlineMs' | 'compileDeadlineMs' | 'phaseFile'>
    : never
  : never;
type ResultOfRequest<R extends JobRequest> = ResultOf<Extract<Job, { type: R['type'] }>>;

/**
 * Runs one job in a fresh process without environment, and gives its result or what the guest did wrong: a process that
 * outlives the deadline is killed, one that dies once the guest has begun is a crash of the guest.
 * Throws EnvironmentError for what the machine did, and the abort reason (the child is killed first).
 */
export async function spawnChild<R extends JobRequest>(
  request: R,
  context: ChildContext,
): Promise<ChildLine<ResultOfRequest<R>>> {
  const { command, engine, deadlineMs, signal, workDir } = context;
  const compileDeadlineMs = compiles(request) ? context.compileDeadlineMs : 0;
  const phaseFile = join(workDir, `phase-${randomBytes(8).toString('hex')}`);
  const limits = { parentPid: process.pid, deadlineMs, compileDeadlineMs };
  const job = { ...request, ...limits, engine, phaseFile };
  try {
    const { ok, stdout, ...ended } = await runProcess({
      ...command,
      env: bareEnvironment(),
      input: JSON.stringify(job),
      deadlineMs: compileDeadlineMs + deadlineMs,
      signal,
    });
    if (ok) return resultOf(stdout, context);
    // The child throws only for mistakes of ours, and when the machine refuses, with Node's exit code for an uncaught error.
    if (ended.exitCode === 1) {
      const { stderr } = ended;
      throw (
        machineErrorIn(stderr, 'a measuring process') ?? new Error(`a measuring process failed:\n${stderr}`)
      );
    }
    const { phase: during, arm } = lastAnnounced(phaseFile) ?? {};
    const byMachine = deathByMachine({ ...ended, during, engine });
    if (byMachine !== null) throw byMachine;
    const how = failureText(ended);
    // Its own alarm ends it when this process was late.
    const isLate = ended.timedOutMs !== null || ended.endedBy === 'SIGALRM';
    if (isLate) {
      const isCompiling = compileDeadlineMs > 0 && !isCompiled(during);
      const given = isCompiling ? compileDeadlineMs : deadlineMs;
      return failed({ kind: 'timeout', message: how, during, arm, deadlineMs: given });
    }
    return failed({ kind: 'crash', message: `the process ${how}`, during, arm });
  } finally {
    rmSync(phaseFile, { force: true });
  }
}

const compiles = (request: JobRequest): boolean =>
  request.type === 'start' ? 'wasm' in request.source : request.type !== 'paired';

function resultOf<T>(stdout: string, { engine }: ChildContext): ChildLine<T> {
  const line = JSON.parse(stdout) as ChildLine<T>;
  const byMachine = line.ok ? null : failureOfMachine(line.failure, engine);
  if (byMachine !== null) throw byMachine;
  return line;
}

const failed = (failure: GuestFailure): { ok: false; failure: GuestFailure } => ({ ok: false, failure });
