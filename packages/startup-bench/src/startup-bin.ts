import { integerArgument, reportBin, type BinContext, type BinSpec, type Input } from '@wasmgate/cli-kit';
import { engineOf, type EngineName } from '@wasmgate/contracts/engine';
import { InputError } from '@wasmgate/contracts/errors';
import { ACCEPTED } from '@wasmgate/contracts/layout';
import { startupReport, type StartupJson } from '@wasmgate/contracts/startup';
import { twoFiles, withAgainst } from './against/against.ts';
import type { Baseline } from './measure/bench-options.ts';
import { benchStartup, DEADLINE_MS } from './measure/bench-startup.ts';
import { LEAST_ROUNDS } from './compare/family.ts';
import { concludeStartup, startupBudgets } from './conclude-startup.ts';
import { findMeter } from './measure/find-meter.ts';
import { startupTold, type StartupTold } from './measure/startup-told.ts';
import type { ChildCommand } from './measure/spawn-child.ts';

const DEFAULT_ITERATIONS = 50;
const MAX_ITERATIONS = 100_000;
const DEFAULT_ROUNDS = 16;
const MAX_ROUNDS = 200;

/** The bin `wasm-startup-bench`; `childCommand` starts a measuring process. */
export function startupBin(version: string, childCommand: ChildCommand): BinSpec {
  return reportBin({
    name: 'wasm-startup-bench',
    version,
    summary: 'measure how a .wasm starts, or whether one starts slower than another',
    report: startupReport,
    settings: startupTold,
    args: [
      {
        flags: '[head]',
        description: 'a second .wasm: it is measured, and compared with the first; or [iterations]',
      },
      { flags: '[iterations]', description: `warm starts in each process; default: ${DEFAULT_ITERATIONS}` },
    ],
    options: [
      {
        flags: '--against <file|git:ref>',
        description: `compare with this .wasm, or with the subject as it was at git:REF or git:merge-base; default, in a subject: ${ACCEPTED.shipped}`,
      },
      {
        flags: '--rounds <n>',
        description: `rounds of a comparison, at least ${LEAST_ROUNDS}; default: ${DEFAULT_ROUNDS}`,
      },
      { flags: '--quick', description: 'a first look: few processes, one allocator, no calls, no fuel' },
      {
        flags: '--stub-imports',
        description: 'start it although imports are missing: they trap when they are called',
      },
      {
        flags: '--engine <name>',
        description: `what starts a core module that is given by path: ${BY_HAND.join(' or ')} (Node's, with stubs for all imports); a subject's wasmgate.json says it: "startup"`,
      },
      { flags: '--full', description: 'as many processes as rounds for every way to start' },
      { flags: '--deadline <ms>', description: `longest that a process may take; default: ${DEADLINE_MS}` },
    ],
    examples: [
      'wasm-startup-bench app.wasm',
      'wasm-startup-bench app.wasm 200 --json',
      'wasm-startup-bench before.wasm after.wasm',
      'wasm-startup-bench page.wasm --engine v8',
      'wasm-startup-bench app.wasm --against before.wasm --rounds 40',
    ],
    checkArguments: (context) => {
      twoFiles(context);
      iterationsOf(context);
      roundsOf(context);
      deadlineOf(context);
      engineFlag(context);
    },
    measure,
    conclude: async (report, { gate }, { options }) =>
      concludeStartup(report, gate?.config.budgets, options['strict'] === true),
    render: async (report, { screen }, { gate }) =>
      (await import('./render.ts')).renderStartup(
        report,
        startupBudgets(report, gate?.config.budgets),
        screen,
      ),
  });

  async function measure(input: Input<StartupTold>, context: BinContext): Promise<StartupJson> {
    const pair = twoFiles(context);
    if (pair !== null) return bench({ ...input, ...pair.head }, pair.baseline, context);
    return withAgainst(input, context, (baseline) => bench(input, baseline, context));
  }

  function bench(
    input: Input<StartupTold>,
    baseline: Baseline | null,
    context: BinContext,
  ): Promise<StartupJson> {
    const { progress, signal, options } = context;
    const engine = engineOfInput(input, context);
    return benchStartup(input, {
      engine,
      findMeter: () => findMeter(engine, context),
      childCommand,
      iterations: iterationsOf(context),
      baseline,
      rounds: roundsOf(context),
      isFull: options['full'] === true,
      isQuick: options['quick'] === true,
      stubImports: options['stubImports'] === true,
      deadlineMs: deadlineOf(context),
      signal,
      onProgress: (text) => progress.tick(text),
      onStep: (text) => progress.step(text),
      onWait: () => progress.step('another benchmark is running on this machine: waiting for it'),
    });
  }
}

/** Engines that can be named by hand. */
const BY_HAND = ['wasmtime', 'v8'] as const satisfies readonly EngineName[];

function engineFlag({ options }: BinContext): EngineName | undefined {
  const named = options['engine'] as string | undefined;
  const found = BY_HAND.find((name) => name === named);
  if (named === undefined || found !== undefined) return found;
  throw new InputError(`--engine ${JSON.stringify(named)}: no engine of that name`, {
    fix: `the names are: ${BY_HAND.join(', ')}`,
  });
}

/** What a subject's report answers is what its settings say. */
function engineOfInput({ kind, settings }: Input<StartupTold>, context: BinContext): EngineName {
  const named = engineFlag(context);
  if (named === undefined) return engineOf(settings?.config.startup);
  if (kind === 'file') return named;
  throw new InputError('--engine is for a file given by path: of a subject wasmgate.json says it', {
    fix: `"startup": { "engine": "${named}" } in wasmgate.json, or name a file`,
  });
}

function iterationsOf(context: BinContext): number {
  const text = context.args[twoFiles(context) === null ? 1 : 2];
  return text === undefined
    ? DEFAULT_ITERATIONS
    : integerArgument('iterations', text, { min: 1, max: MAX_ITERATIONS });
}

function roundsOf({ options }: BinContext): number {
  const text = options['rounds'] as string | undefined;
  return text === undefined
    ? DEFAULT_ROUNDS
    : integerArgument('--rounds', text, { min: LEAST_ROUNDS, max: MAX_ROUNDS });
}

function deadlineOf({ options }: BinContext): number {
  const text = options['deadline'] as string | undefined;
  return text === undefined ? DEADLINE_MS : integerArgument('--deadline', text, { min: 100, max: 3_600_000 });
}
