import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { integerArgument, reportBin, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { judgeBudgets } from '@wasmgate/contracts/budget';
import { withFindings } from '@wasmgate/contracts/finding';
import { memoryReport, type MemoryJson } from '@wasmgate/contracts/memory';
import { withScratchFolder } from '@wasmgate/process';
import { resolveWasmtime } from '@wasmgate/toolchain';
import { measureMemory } from './measure/measure-memory.ts';
import { memoryTold } from './measure/memory-told.ts';
import type { ChildCommand } from './run/spawn-trace.ts';

const DEADLINE_MS = 10_000;

/** The bin `wasm-memory`; `command` starts the process in which a guest runs. */
export function memoryBin(version: string, command: ChildCommand): BinSpec {
  return reportBin({
    name: 'wasm-memory',
    version,
    summary: 'count what a .wasm allocates, and who asks',
    report: memoryReport,
    settings: memoryTold,
    options: [
      { flags: '--invoke <calls...>', description: 'calls to make, as init() or add(1, 2)' },
      {
        flags: '--stub-imports',
        description: 'all imports give zero or null, as where starts are measured in V8',
      },
      { flags: '--deadline <ms>', description: `longest that a guest may take; default: ${DEADLINE_MS}` },
    ],
    examples: ['wasm-memory app.wasm', "wasm-memory app.wasm --invoke 'init()' 'process-message(\"hi\")'"],
    checkArguments: (context) => void deadlineOf(context),
    measure: async (input, context) => {
      const { io, progress, signal, options } = context;
      return withScratchFolder(join(tmpdir(), 'wasmgate-memory-'), (workDir) =>
        measureMemory(input, {
          command,
          findEngine: () => resolveWasmtime({ env: io.env, dir: io.cwd, progress, signal }),
          deadlineMs: deadlineOf(context),
          invoke: options['invoke'] as readonly string[] | undefined,
          stubImports: options['stubImports'] === true,
          signal,
          workDir,
          onProgress: (text) => progress.tick(text),
        }),
      );
    },
    conclude: async (report, { gate }) =>
      withFindings(report, judgeBudgets(gate?.config.budgets, figuresOf(report))),
    render: async (report, { screen }) => (await import('./render.ts')).renderMemory(report, screen),
  });
}

const figuresOf = ({ exact }: MemoryJson): Record<string, number> =>
  Object.fromEntries(Object.entries(exact ?? {}).map(([name, { value }]) => [name, value]));

function deadlineOf({ options }: BinContext): number {
  const text = options['deadline'] as string | undefined;
  return text === undefined ? DEADLINE_MS : integerArgument('--deadline', text, { min: 100, max: 3_600_000 });
}
