import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from 'node:process';
import { runProgram, type ProgramRun } from './run-program.ts';

/** Where programs run, and for how long. */
export interface RunnerOptions {
  readonly workDir: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** Durations, ns, or what went wrong. */
export type TurnResult =
  | { readonly ok: true; readonly ns: readonly number[] }
  | Extract<ProgramRun, { ok: false }>;

/** Runs the bytes of a program some times, one after the other. */
export type RunTurn = (bytes: Uint8Array, args: readonly string[], processes: number) => Promise<TurnResult>;

/**
 * Gives `use` what runs programs. Each turn gets a fresh copy of the file, for where that lies in memory would else be the same
 * each time; all copies have the same name, for its length moves the stack (Mytkowicz and others, ASPLOS 2009).
 */
export async function withProgramRunner<T>(
  { workDir, deadlineMs, signal }: RunnerOptions,
  use: (run: RunTurn) => Promise<T>,
): Promise<T> {
  const cwd = join(workDir, 'native');
  mkdirSync(cwd, { mode: 0o700 });
  const file = join(workDir, platform === 'win32' ? 'program.exe' : 'program');
  return use(async (bytes, args, processes) => {
    writeFileSync(file, bytes, { mode: 0o700 });
    const ns: number[] = [];
    try {
      while (ns.length < processes) {
        const run = await runProgram({ file, args, cwd, deadlineMs, signal });
        if (!run.ok) return run;
        ns.push(run.ns);
      }
    } finally {
      rmSync(file, { force: true, maxRetries: 3 });
    }
    return { ok: true, ns };
  });
}
