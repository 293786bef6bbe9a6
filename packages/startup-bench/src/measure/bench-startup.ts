import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '@wasmgate/cli-kit';
import type { EngineName } from '@wasmgate/contracts/engine';
import { InputError } from '@wasmgate/contracts/errors';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { readInvocations, type Invocation } from '@wasmgate/wasmtime';
import type { EngineChoice, GuestPlan } from '../child/job.ts';
import { aloneOnMachine } from './alone-on-machine.ts';
import { compareGuests } from '../compare/compare-guests.ts';
import { comparisonReport, identicalReport } from '../compare/comparison-report.ts';
import type { Compared } from '../compare/comparison-findings.ts';
import { FAMILIES } from '../compare/family.ts';
import { ranOutOfMemory } from '../cli/ran-out-of-memory.ts';
import { timeCli } from '../cli/time-cli.ts';
import { benchNative, nativePairs } from '../native/bench-native.ts';
import { guestPlan } from '../guest/guest-plan.ts';
import { readGuest, type Guest } from '../guest/read-guest.ts';
import type { Meter } from './meter.ts';
import { METHODS, type StartSeries } from './methods.ts';
import {
  contextFor,
  measureGuests,
  type GuestSamples,
  type GuestTask,
  type MeasureOptions,
} from './measure-guest.ts';
import type { ChildCommand } from './spawn-child.ts';
import { startupReportOf, type Measured } from './startup-report.ts';
import { toldSha256, type StartupTold } from './startup-told.ts';

/** How a benchmark is run. */
export interface BenchOptions {
  /** What starts the guests. */
  readonly engine: EngineName;
  /** Asked only after the input was found good: it may have to install wasmtime. */
  readonly findMeter: () => Promise<Meter>;
  readonly childCommand: ChildCommand;
  /** Warm starts in each process. */
  readonly iterations: number;
  /** At most this many fresh processes for each way to start. A budget needs five: the default is for reports. */
  readonly mostProcesses?: number;
  /** A process that takes longer is killed, ms; large guests get more. */
  readonly deadlineMs: number;
  /** What to compare with in this run; null: nothing. */
  readonly baseline: Baseline | null;
  /** Rounds of the comparison: fresh processes under each allocator. */
  readonly rounds: number;
  /** As many processes as rounds for every way to start. */
  readonly isFull: boolean;
  /** A first look, in seconds: the default allocator alone, few processes, no calls, no fuel, no command. */
  readonly isQuick?: boolean;
  /** See GuestPlan. */
  readonly stubImports?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
  /** Hears of what is worth a line in a log. */
  readonly onStep: (text: string) => void;
  readonly onWait: () => void;
}

/** A file to compare with. */
export interface Baseline {
  readonly file: string;
  readonly label: string;
  /**
   * True for an earlier artifact of the same subject: when it fails that is a warning, for nobody ships it. A file that was
   * named is judged like the head.
   */
  readonly isEarlier: boolean;
  /** Where earlier programs of the host lie, with a native.json; see NATIVE_FOLDERS. */
  readonly nativeFolder?: string;
}

/** Default for `deadlineMs`. */
export const DEADLINE_MS = 10_000;

/**
 * Measures how a file, or both stages of a subject, start. Errors: InputError for what is no .wasm or a wrong
 * configuration, EnvironmentError for the machine. A guest that fails is a finding, never an error and never a sample.
 */
export async function benchStartup(input: Input<StartupTold>, options: BenchOptions): Promise<StartupJson> {
  const { engine: asked } = options;
  const shipped = readGuest(input.file, input.label, asked);
  const unoptimized =
    input.kind === 'subject'
      ? readGuest(unoptimizedFile(input.subject.dir), ARTIFACTS.unoptimized, asked)
      : null;
  const baseline = options.baseline && readGuest(options.baseline.file, options.baseline.label, asked);
  const programs = nativePairs(input, options.baseline);
  const { isQuick = false } = options;
  const invocations = readInvocations(input.settings?.config.invoke);
  const method = METHODS[asked === 'off' ? 'wasmtime' : asked];
  const task = (name: string, guest: Guest, series: readonly StartSeries[]): GuestTask => ({
    name,
    guest,
    plan: startPlan(guest, invocations, options),
    series: series.map((one) => ({
      ...one,
      processes: options.isFull
        ? options.rounds
        : Math.min(one.processes, options.mostProcesses ?? one.processes),
    })),
  });
  const shippedTask = task('shipped', shipped, isQuick ? method.quick : method.shipped);
  // What wasm-opt left as it was is measured once.
  const isSame = unoptimized?.sha256 === shipped.sha256;
  const unoptimizedTask =
    unoptimized === null || isSame ? null : task('unoptimized', unoptimized, method.unoptimized);
  const tasks = [shippedTask, ...(unoptimizedTask === null ? [] : [unoptimizedTask])];

  const meter = await options.findMeter();
  // Another machine than was promised is said before anything is measured.
  if (input.settings !== null) toldSha256(input.settings, meter.host);
  return aloneOnMachine(async (workDir) => {
    const { onProgress, signal } = options;
    const started = meter.engine && (await startGuests(meter.engine, workDir));
    const native = await benchNative(programs, { ...options, workDir });
    return startupReportOf({
      input,
      meter,
      shipped,
      shippedCalls: shippedTask.plan.calls.map((call) => call.name),
      unoptimized,
      stubImports: shippedTask.plan.stubImports && shipped.metrics.wasm_imports > 0,
      native,
      ...(started ?? NOT_STARTED),
    });

    async function startGuests(engine: EngineChoice, folder: string): Promise<Started> {
      const context = {
        command: options.childCommand,
        engine,
        deadlineMs: options.deadlineMs,
        signal,
        workDir: folder,
      };
      const mayExportNothing = input.settings?.config.exports !== undefined;
      const measured = await measureGuests(
        tasks.filter(({ guest }) => guest.facts.exportsAnything || mayExportNothing),
        { context, workDir, warmIterations: options.iterations, onProgress, isQuick },
      );
      const samples = measured.get(shippedTask) ?? null;
      const compared = await comparison(shippedTask, baseline, samples, invocations, {
        ...options,
        context,
        workDir,
      });
      const longest = contextFor(shipped, { context });
      const { cli, cliMissing } = meter;
      // The command compiles in the same process.
      const deadlineMs = longest.compileDeadlineMs + longest.deadlineMs;
      const timing = { cli, cliMissing, workDir, deadlineMs, signal };
      if (!isQuick && cli !== null) onProgress('measuring the wasmtime command');
      return {
        shippedSamples: await explained(shippedTask, samples, timing),
        unoptimizedSamples: isSame ? samples : unoptimizedTask && (measured.get(unoptimizedTask) ?? null),
        compared,
        cli: isQuick
          ? { ran: false, reason: 'a quick look leaves it out' }
          : samples?.ran === true
            ? await timeCli(shipped, shippedTask.plan, timing)
            : { ran: false, reason: 'the guest failed' },
      };
    }
  }, options);
}

/** What starting the guests gave. */
type Started = Pick<Measured, 'shippedSamples' | 'unoptimizedSamples' | 'compared' | 'cli'>;

const NOT_STARTED: Started = {
  shippedSamples: null,
  unoptimizedSamples: null,
  compared: null,
  cli: { ran: false, reason: 'nothing starts the guest' },
};

/** What to run in a guest. A quick look calls nothing: a main function may take long, or want arguments. */
function startPlan(
  { kind, facts, javascript }: Guest,
  invocations: readonly Invocation[],
  { isQuick, stubImports = false }: BenchOptions,
): GuestPlan {
  const plan = guestPlan(kind, facts, invocations, { stubImports, javascript });
  return isQuick === true ? { ...plan, calls: [] } : plan;
}

/** Compares what ships with the baseline, when there is one and the head runs. */
async function comparison(
  { guest, plan }: GuestTask,
  baseline: Guest | null,
  samples: GuestSamples | null,
  invocations: readonly Invocation[],
  options: BenchOptions & Pick<MeasureOptions, 'context' | 'workDir'>,
): Promise<Compared | null> {
  if (baseline === null || samples?.ran !== true) return null;
  const { name: engine } = options.context.engine;
  if (baseline.sha256 === guest.sha256)
    return { report: identicalReport(guest, baseline, FAMILIES[engine]), failure: null };
  const isEarlier = options.baseline?.isEarlier === true;
  // What is called now need not have been exported then.
  const against = startPlan(baseline, isEarlier ? [] : invocations, options);
  const result = await compareGuests(
    { guest, plan },
    { guest: baseline, plan: against },
    {
      ...options,
      allocators: METHODS[engine].allocators.filter((allocator) => !samples.refused.has(allocator)),
    },
  );
  if (result.ok) return { report: comparisonReport(guest, baseline, options.rounds, result), failure: null };
  const { arm, failure } = result;
  return { report: null, failure: { isHead: arm === 'head', isEarlier, label: baseline.label, failure } };
}

/** A trap that came of a failed memory.grow is said to be one. */
async function explained(
  { guest, plan }: GuestTask,
  samples: GuestSamples | null,
  timing: Parameters<typeof ranOutOfMemory>[3],
): Promise<GuestSamples | null> {
  if (samples === null || samples.ran) return samples;
  const { failure } = samples;
  if (!(await ranOutOfMemory(guest, plan, failure, timing))) return samples;
  const message = `memory could not grow beyond ${plan.memoryBytes / 2 ** 20} MiB`;
  return { ran: false, failure: { ...failure, kind: 'out_of_memory', message } };
}

function unoptimizedFile(subjectDir: string): string {
  const file = join(subjectDir, ARTIFACTS.unoptimized);
  if (existsSync(file)) return file;
  throw new InputError(`${file}: does not exist, though ${ARTIFACTS.shipped} does`, {
    fix: 'run the task that makes it: npx turbo run build',
  });
}
