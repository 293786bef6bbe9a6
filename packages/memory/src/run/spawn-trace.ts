import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pid } from 'node:process';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { bareEnvironment, failureText, runProcess } from '@wasmgate/process';
import type { TraceJob, TraceResult } from './job.ts';
import { wordsFile } from './words-file.ts';

/** How the process that runs a guest is started. */
export interface ChildCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** What all guests of one report share. */
export interface TraceContext {
  readonly command: ChildCommand;
  readonly library: string;
  readonly wasmtimeVersion: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** A private folder. */
  readonly workDir: string;
}

/** What is run. */
export interface TraceRequest extends Pick<
  TraceJob,
  'kind' | 'stubImports' | 'initialize' | 'calls' | 'isCommand' | 'repeats' | 'workload'
> {
  readonly bytes: Uint8Array;
}

/** What came of it; `words` are those of the phases that were finished. */
export interface Traced extends TraceResult {
  readonly words: readonly Buffer[];
}

/** For each MiB of a guest, ms: code takes its time to be compiled, and data to be set up. */
const MS_PER_MIB = { compile: 10_000, run: 1000 };

/**
 * Runs an instrumented file in a process of its own, without environment, folders or output. A guest that fails, loops or kills the
 * process is a result. Throws EnvironmentError for what the machine did, and the abort reason.
 */
export async function spawnTrace(
  { bytes, ...request }: TraceRequest,
  { command, library, wasmtimeVersion, deadlineMs, signal, workDir }: TraceContext,
): Promise<Traced> {
  const wasm = join(workDir, 'instrumented.wasm');
  writeFileSync(wasm, bytes);
  const mebibytes = Math.ceil(bytes.length / 2 ** 20);
  const compileDeadlineMs = deadlineMs + mebibytes * MS_PER_MIB.compile;
  const job: TraceJob = {
    ...request,
    library,
    wasmtimeVersion,
    wasm,
    outDir: workDir,
    parentPid: pid,
    compileDeadlineMs,
    deadlineMs: deadlineMs + mebibytes * MS_PER_MIB.run,
  };
  const { ok, stdout, ...ended } = await runProcess({
    ...command,
    env: bareEnvironment(),
    input: JSON.stringify(job),
    deadlineMs: compileDeadlineMs + job.deadlineMs,
    signal,
  });
  if (ok) {
    const result = JSON.parse(stdout) as TraceResult;
    return { ...result, words: result.phases.map((_, phase) => readFileSync(wordsFile(workDir, phase))) };
  }
  // It throws only for mistakes of ours, and when the machine refuses, with Node's exit code for an uncaught error.
  if (ended.exitCode === 1) {
    const { stderr } = ended;
    throw machineErrorIn(stderr, 'a tracing process') ?? new Error(`a tracing process failed:\n${stderr}`);
  }
  const isLate = ended.timedOutMs !== null || ended.endedBy === 'SIGALRM';
  const failure = { kind: isLate ? 'timeout' : 'crash', message: failureText(ended), during: null } as const;
  return { phases: [], failure, hasExited: false, words: [] };
}
