import { integerArgument, reportBin, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { startupReport } from '@wasmgate/contracts/startup';
import { benchStartup, DEADLINE_MS } from './bench-startup.ts';
import { findMachine } from './find-machine.ts';
import { renderStartup } from './render.ts';
import type { ChildCommand } from './spawn-child.ts';

const DEFAULT_ITERATIONS = 50;
const MAX_ITERATIONS = 100_000;

/** The bin `wasm-startup-bench`; `childCommand` starts this program again. */
export function startupBin(version: string, childCommand: ChildCommand): BinSpec {
  return reportBin({
    name: 'wasm-startup-bench',
    version,
    summary: 'measures how a .wasm starts under wasmtime',
    report: startupReport,
    args: [
      { flags: '[iterations]', description: `warm starts in each process; default: ${DEFAULT_ITERATIONS}` },
    ],
    options: [
      { flags: '--deadline <ms>', description: `longest that a process may take; default: ${DEADLINE_MS}` },
    ],
    examples: ['wasm-startup-bench app.wasm', 'wasm-startup-bench app.wasm 200 --json'],
    checkArguments: (context) => {
      iterationsOf(context);
      deadlineOf(context);
    },
    measure: (input, context) =>
      benchStartup(input, {
        findMachine: () => findMachine(context),
        childCommand,
        iterations: iterationsOf(context),
        deadlineMs: deadlineOf(context),
        signal: context.signal,
        onProgress: (text) => context.progress.tick(text),
        onWait: () => context.progress.step('another benchmark is running on this machine: waiting for it'),
      }),
    render: (report, { paint }) => renderStartup(report, paint),
  });
}

function iterationsOf({ args }: BinContext): number {
  const text = args[1];
  if (text === undefined) return DEFAULT_ITERATIONS;
  if (/\.(?:c?wasm|wat)$/.test(text)) {
    throw new InputError(
      `iterations: ${JSON.stringify(text)} is a file: comparing two files is not built yet`,
      {
        fix: 'measure one file at a time',
      },
    );
  }
  return integerArgument('iterations', text, { min: 1, max: MAX_ITERATIONS });
}

function deadlineOf({ options }: BinContext): number {
  const text = options['deadline'] as string | undefined;
  return text === undefined ? DEADLINE_MS : integerArgument('--deadline', text, { min: 100, max: 3_600_000 });
}
