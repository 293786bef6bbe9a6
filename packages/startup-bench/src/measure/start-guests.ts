import type { Invocation } from '@wasmgate/wasmtime';
import { ranOutOfMemory } from '../cli/ran-out-of-memory.ts';
import { timeCli } from '../cli/time-cli.ts';
import { compareGuests } from '../compare/compare-guests.ts';
import type { Compared } from '../compare/comparison-findings.ts';
import { comparisonReport, identicalReport } from '../compare/comparison-report.ts';
import { FAMILIES } from '../compare/family.ts';
import type { Guest } from '../guest/read-guest.ts';
import { startPlan } from '../guest/start-plan.ts';
import type { BenchOptions } from './bench-options.ts';
import { contextFor, measureGuests, type GuestSamples, type GuestTask } from './measure-guest.ts';
import type { Meter } from './meter.ts';
import { METHODS } from './methods.ts';
import type { SharedContext } from './spawn-child.ts';
import type { Measured } from './startup-report.ts';

/** What is started. */
export interface Guests {
  readonly shipped: GuestTask;
  /** Null: there is none, or it is the same file. */
  readonly unoptimized: GuestTask | null;
  /** Both stages are the same file. */
  readonly isSame: boolean;
  readonly baseline: Guest | null;
  readonly invocations: readonly Invocation[];
  /** wasmgate.json says why nothing is exported. */
  readonly mayExportNothing: boolean;
}

/** What starting the guests gave. */
export type Started = Pick<Measured, 'shippedSamples' | 'unoptimizedSamples' | 'compared' | 'cli'>;

/** Of guests that nothing starts. */
export const NOT_STARTED: Started = {
  shippedSamples: null,
  unoptimizedSamples: null,
  compared: null,
  cli: { ran: false, reason: 'nothing starts the guest' },
};

/** Starts both stages, compares what ships with the baseline, and times the wasmtime command where it is the engine. */
export async function startGuests(
  guests: Guests,
  { cli, cliMissing }: Meter,
  options: BenchOptions & { readonly context: SharedContext },
): Promise<Started> {
  const { shipped, unoptimized, isSame, mayExportNothing } = guests;
  const { context, onProgress, signal, iterations: warmIterations, isQuick = false } = options;
  const { workDir } = context;
  const tasks = [shipped, ...(unoptimized === null ? [] : [unoptimized])];
  const measured = await measureGuests(
    tasks.filter(({ guest }) => guest.facts.exportsAnything || mayExportNothing),
    { context, workDir, warmIterations, onProgress, isQuick },
  );
  const samples = measured.get(shipped) ?? null;
  const compared = await comparison(guests, samples, options);
  const longest = contextFor(shipped.guest, { context });
  // The command compiles in the same process.
  const deadlineMs = longest.compileDeadlineMs + longest.deadlineMs;
  const timing = { cli, cliMissing, workDir, deadlineMs, signal };
  if (!isQuick && cli !== null) onProgress('measuring the wasmtime command');
  return {
    shippedSamples: await explained(shipped, samples, timing),
    unoptimizedSamples: isSame ? samples : unoptimized && (measured.get(unoptimized) ?? null),
    compared,
    cli: isQuick
      ? { ran: false, reason: 'a quick look leaves it out' }
      : samples?.ran === true
        ? await timeCli(shipped.guest, shipped.plan, timing)
        : { ran: false, reason: 'the guest failed' },
  };
}

/** Compares what ships with the baseline, when there is one and the head runs. */
async function comparison(
  { shipped: { guest, plan }, baseline, invocations }: Guests,
  samples: GuestSamples | null,
  options: BenchOptions & { readonly context: SharedContext },
): Promise<Compared | null> {
  if (baseline === null || samples?.ran !== true) return null;
  const { engine, workDir } = options.context;
  if (baseline.sha256 === guest.sha256)
    return { report: identicalReport(guest, baseline, FAMILIES[engine.name]), failure: null };
  const isEarlier = options.baseline?.isEarlier === true;
  // What is called now need not have been exported then.
  const against = startPlan(baseline, isEarlier ? [] : invocations, options);
  const allocators = METHODS[engine.name].allocators.filter((allocator) => !samples.refused.has(allocator));
  const result = await compareGuests(
    { guest, plan },
    { guest: baseline, plan: against },
    { ...options, workDir, allocators },
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
