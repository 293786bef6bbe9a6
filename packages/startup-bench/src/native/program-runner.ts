import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from 'node:process';
import { ARM_NAMES, type ArmName, type Block } from '@wasmgate/paired';
import { peakMemory } from './peak-memory.ts';
import { runProgram, type ProgramCall, type ProgramRun } from './run-program.ts';

/** Where programs run, and for how long. */
export interface RunnerOptions {
  readonly workDir: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

type Failed = Extract<ProgramRun, { ok: false }>;

/** What is asked of a run: how long it took, ns, or how much of its memory was resident at once, kB. */
export type RunFigure = 'duration' | 'peak';

/** Runs programs, all of them with the same arguments, one after the other. */
export interface ProgramRunner {
  /** Runs one some times: a figure a run, or what went wrong. */
  readonly repeat: (
    figure: RunFigure,
    bytes: Uint8Array,
    args: readonly string[],
    times: number,
  ) => Promise<{ readonly ok: true; readonly values: readonly number[] } | Failed>;
  /** Runs each arm once a block, in the orders given: a block an order, or which arm failed. */
  readonly takeTurns: (
    figure: RunFigure,
    arms: Readonly<Record<ArmName, Uint8Array>>,
    args: readonly string[],
    orders: readonly (readonly ArmName[])[],
  ) => Promise<
    { readonly ok: true; readonly blocks: readonly Block[] } | (Failed & { readonly arm: ArmName })
  >;
}

type Measured = { readonly ok: true; readonly value: number } | Failed;

const measures: Readonly<Record<RunFigure, (call: ProgramCall) => Promise<Measured>>> = {
  duration: async (call) => {
    const ran = await runProgram(call);
    return ran.ok ? { ok: true, value: ran.ns } : ran;
  },
  peak: async (call) => {
    const ran = await peakMemory(call);
    return ran.ok ? { ok: true, value: ran.kb } : ran;
  },
};

/**
 * Makes what runs programs. What is called gets fresh copies of the files, for where one lies in memory would else be the same
 * each time; the paths of all copies are equally long, for that moves the stack (Mytkowicz and others, ASPLOS 2009).
 */
export function programRunner({ workDir, deadlineMs, signal }: RunnerOptions): ProgramRunner {
  const cwd = join(workDir, 'native');
  mkdirSync(cwd, { mode: 0o700 });
  const name = platform === 'win32' ? 'program.exe' : 'program';
  const measure = (figure: RunFigure, file: string, args: readonly string[]): Promise<Measured> =>
    measures[figure]({ file, args, cwd, deadlineMs, signal });

  async function withCopies<T>(
    files: readonly Uint8Array[],
    use: (paths: string[]) => Promise<T>,
  ): Promise<T> {
    const folders = files.map((_, index) => join(workDir, `copy-${index}`));
    try {
      const paths = files.map((bytes, index) => {
        const folder = folders[index] as string;
        mkdirSync(folder, { mode: 0o700 });
        writeFileSync(join(folder, name), bytes, { mode: 0o700 });
        return join(folder, name);
      });
      return await use(paths);
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  return {
    repeat: (figure, bytes, args, times) =>
      withCopies([bytes], async ([file = '']) => {
        const values: number[] = [];
        while (values.length < times) {
          const ran = await measure(figure, file, args);
          if (!ran.ok) return ran;
          values.push(ran.value);
        }
        return { ok: true, values };
      }),
    takeTurns: (figure, arms, args, orders) => {
      // The first order is as random as any, and decides who is copied first.
      const names = orders[0] ?? ARM_NAMES;
      return withCopies(
        names.map((arm) => arms[arm]),
        async (paths) => {
          const blocks: Block[] = [];
          for (const order of orders) {
            const block = {} as Record<ArmName, number>;
            for (const arm of order) {
              const ran = await measure(figure, paths[names.indexOf(arm)] ?? '', args);
              if (!ran.ok) return { ...ran, arm };
              block[arm] = ran.value;
            }
            blocks.push(block);
          }
          return { ok: true, blocks };
        },
      );
    },
  };
}
