import { bareEnvironment, failureText, NotStartedError, runProcess } from '@wasmgate/process';

/** What is run, and where. */
export interface ProgramCall {
  readonly file: string;
  readonly args: readonly string[];
  /** A private folder. */
  readonly cwd: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** Spawn to exit in nanoseconds, or what went wrong: words without any path. */
export type ProgramRun = { readonly ok: true; readonly ns: number } | { readonly ok: false; reason: string };

/**
 * Runs a program once, with an empty environment and nothing to read or write: its output would wait for a reader. An exit other
 * than 0 is never a sample. Throws the reason of an abort.
 */
export async function runProgram(call: ProgramCall): Promise<ProgramRun> {
  try {
    const ended = await runProcess({
      ...call,
      env: bareEnvironment(),
      stdout: 'ignore',
      stderr: 'ignore',
      isMeasured: true,
    });
    return ended.ok ? { ok: true, ns: ended.durationNs } : { ok: false, reason: failureText(ended) };
  } catch (error) {
    if (error instanceof NotStartedError) return { ok: false, reason: `cannot be started (${error.code})` };
    throw error;
  }
}
