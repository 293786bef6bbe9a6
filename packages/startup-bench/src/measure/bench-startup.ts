import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '@wasmgate/cli-kit';
import { ALLOCATORS, type InstanceAllocator } from '@wasmgate/contracts/allocators';
import { InputError } from '@wasmgate/contracts/errors';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import type { Invocation } from '@wasmgate/wasmtime';
import type { GuestPlan } from '../child/job.ts';
import { aloneOnMachine } from './alone-on-machine.ts';
import { compareGuests } from '../compare/compare-guests.ts';
import { comparisonReport, identicalReport } from '../compare/comparison-report.ts';
import type { Compared } from '../compare/comparison-findings.ts';
import { ranOutOfMemory } from '../cli/ran-out-of-memory.ts';
import { timeCli } from '../cli/time-cli.ts';
import { benchNative, nativePairs } from '../native/bench-native.ts';
import { guestPlan, readInvocations } from '../guest/guest-plan.ts';
import { readGuest, type Guest } from '../guest/read-guest.ts';
import type { Meter } from './meter.ts';
import {
  contextFor,
  measureGuests,
  type StartSeries,
  type GuestSamples,
  type GuestTask,
  type MeasureOptions,
} from './measure-guest.ts';
import type { ChildCommand } from './spawn-child.ts';
import { startupReportOf } from './startup-report.ts';
import { toldSha256, type StartupTold } from './startup-told.ts';

/** How a benchmark is run. */
export interface BenchOptions {
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

const allocators: readonly InstanceAllocator[] = ALLOCATORS.map(({ name }) => name);

/** Default for `deadlineMs`. */
export const DEADLINE_MS = 10_000;

/** A budget is checked on the P50 of at least five fresh processes; what does not ship gets fewer. */
const shippedSeries: readonly StartSeries[] = allocators.flatMap((allocator) => [
  { allocator, mode: 'cold', processes: 5 },
  { allocator, mode: 'cold_aot', processes: 7 },
]);
/** A first look, beside the process that compiles. */
const quickSeries: readonly StartSeries[] = [{ allocator: 'on-demand', mode: 'cold_aot', processes: 3 }];
const unoptimizedSeries: readonly StartSeries[] = shippedSeries.map((one) => ({ ...one, processes: 3 }));

/**
 * Measures how a file, or both stages of a subject, start. Errors: InputError for what is no .wasm or a wrong
 * configuration, EnvironmentError for the machine. A guest that fails is a finding, never an error and never a sample.
 */
export async function benchStartup(input: Input<StartupTold>, options: BenchOptions): Promise<StartupJson> {
  const shipped = readGuest(input.file, input.label);
  const unoptimized =
    input.kind === 'subject' ? readGuest(unoptimizedFile(input.subject.dir), ARTIFACTS.unoptimized) : null;
  const baseline = options.baseline && readGuest(options.baseline.file, options.baseline.label);
  const programs = nativePairs(input, options.baseline);
  const { isQuick = false } = options;
  const invocations = readInvocations(input.settings?.config.invoke);
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
  const shippedTask = task('shipped', shipped, isQuick ? quickSeries : shippedSeries);
  // What wasm-opt left as it was is measured once.
  const isSame = unoptimized?.sha256 === shipped.sha256;
  const unoptimizedTask =
    unoptimized === null || isSame ? null : task('unoptimized', unoptimized, unoptimizedSeries);
  const tasks = [shippedTask, ...(unoptimizedTask === null ? [] : [unoptimizedTask])];

  const meter = await options.findMeter();
  // Another machine than was promised is said before anything is measured.
  if (input.settings !== null) toldSha256(input.settings, meter.host);
  return aloneOnMachine(async (workDir) => {
    const context = {
      command: options.childCommand,
      library: meter.library,
      wasmtimeVersion: meter.wasmtimeVersion,
      deadlineMs: options.deadlineMs,
      signal: options.signal,
      workDir,
    };
    const mayExportNothing = input.settings?.config.exports !== undefined;
    const { iterations: warmIterations, onProgress, signal } = options;
    const measured = await measureGuests(
      tasks.filter(({ guest }) => guest.facts.exportsAnything || mayExportNothing),
      { context, workDir, warmIterations, onProgress, isQuick },
    );
    const { cli, cliMissing } = meter;
    const longest = contextFor(shipped, { context });
    // The command compiles in the same process.
    const timing = {
      cli,
      cliMissing,
      workDir,
      deadlineMs: longest.compileDeadlineMs + longest.deadlineMs,
      signal,
    };
    const samples = measured.get(shippedTask) ?? null;
    const compared = await comparison(shippedTask, baseline, samples, invocations, {
      ...options,
      context,
      workDir,
    });
    const native = await benchNative(programs, { ...options, workDir });
    if (!isQuick) onProgress('measuring the wasmtime command');
    return startupReportOf({
      input,
      meter,
      shipped,
      shippedCalls: shippedTask.plan.calls.map(({ name }) => name),
      shippedSamples: await explained(shippedTask, samples, timing),
      unoptimized,
      compared,
      stubImports: options.stubImports === true,
      native,
      unoptimizedSamples: isSame ? samples : unoptimizedTask && (measured.get(unoptimizedTask) ?? null),
      cli: isQuick
        ? { ran: false, reason: 'a quick look leaves it out' }
        : samples?.ran === true
          ? await timeCli(shipped, shippedTask.plan, timing)
          : { ran: false, reason: 'the guest failed' },
    });
  }, options);
}

/** What to run in a guest. A quick look calls nothing: a main function may take long, or want arguments. */
function startPlan(
  { kind, facts }: Guest,
  invocations: readonly Invocation[],
  { isQuick, stubImports = false }: BenchOptions,
): GuestPlan {
  const plan = guestPlan(kind, facts, invocations, { stubImports });
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
  if (baseline.sha256 === guest.sha256) return { report: identicalReport(guest, baseline), failure: null };
  const isEarlier = options.baseline?.isEarlier === true;
  // What is called now need not have been exported then.
  const against = startPlan(baseline, isEarlier ? [] : invocations, options);
  const result = await compareGuests(
    { guest, plan },
    { guest: baseline, plan: against },
    {
      ...options,
      allocators: allocators.filter((allocator) => !samples.refused.has(allocator)),
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
