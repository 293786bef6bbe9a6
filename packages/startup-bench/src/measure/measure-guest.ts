import { join } from 'node:path';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { VerifiedArtifact } from '@wasmgate/wasmtime';
import type { FuelResult, GuestFailure, GuestPlan, StartResult } from '../child/job.ts';
import type { Guest } from '../guest/read-guest.ts';
import { importFailure } from '../guest/missing-import.ts';
import { METHODS, type StartKind, type StartSeries } from './methods.ts';
import { spawnChild, type ChildContext, type SharedContext } from './spawn-child.ts';
import { Countdown, whileTicking } from '@wasmgate/cli-kit';

/** What was measured of one guest, or why not. */
export type GuestSamples =
  | {
      readonly ran: true;
      /** Null: the engine has no `.cwasm`. */
      readonly cwasmBytes: number | null;
      /** Null: not counted. */
      readonly fuel: FuelResult | null;
      /** Two counts that differ: the guest asks for something random. */
      readonly fuelVaries: boolean;
      /** Per allocator and mode the processes, each in itself; missing where the allocator has no room for the guest. */
      readonly series: ReadonlyMap<string, readonly StartResult[]>;
      readonly refused: ReadonlyMap<InstanceAllocator, GuestFailure>;
    }
  | { readonly ran: false; readonly failure: GuestFailure };

/** The key of an arm's samples. */
export const seriesKey = (allocator: InstanceAllocator, mode: StartKind): string => `${allocator} ${mode}`;

/** A guest with what to do with it. */
export interface GuestTask {
  readonly name: string;
  readonly guest: Guest;
  readonly plan: GuestPlan;
  readonly series: readonly StartSeries[];
}

export interface MeasureOptions {
  readonly context: SharedContext;
  /** A private folder for `.cwasm` files. */
  readonly workDir: string;
  readonly warmIterations: number;
  readonly onProgress: (text: string) => void;
  /** A first look compiles once, counts no fuel, and has no more time for a large guest than for a small one. */
  readonly isQuick?: boolean;
}

/** For each MiB of a guest: data and functions take their time. */
const DEADLINE_MS_PER_MIB = 1000;
/** The same for the compiler: Cranelift takes a second a MiB on two cores that nobody else uses. */
const COMPILE_MS_PER_MIB = 10_000;

interface Prepared {
  readonly cwasm: VerifiedArtifact | null;
  readonly cwasmBytes: number | null;
  readonly fuel: FuelResult | null;
  readonly fuelVaries: boolean;
  /** Of a first look: the process that compiled. */
  readonly cold?: StartResult;
}

const NOTHING_PREPARED: Prepared = { cwasm: null, cwasmBytes: null, fuel: null, fuelVaries: false };

/** The cold start of a first look: the one process that compiles. */
const QUICK_COLD: StartSeries = { allocator: 'on-demand', mode: 'cold', processes: 1 };

/**
 * Measures guests against each other: first each is compiled and run once with fuel where the engine has these (which finds the
 * ones that fail), then the series of all take turns, a process each, so that a drift of the machine meets all alike.
 */
export async function measureGuests(
  tasks: readonly GuestTask[],
  options: MeasureOptions,
): Promise<Map<GuestTask, GuestSamples>> {
  const samples = new Map<GuestTask, GuestSamples>();
  const running = new Map<GuestTask, { prepared: Prepared; collector: Collector }>();
  for (const task of tasks) {
    const prepared = await prepare(task, options);
    if ('failure' in prepared) samples.set(task, { ran: false, failure: prepared.failure });
    else {
      const collector = new Collector();
      if (prepared.cold !== undefined) collector.add(QUICK_COLD, prepared.cold);
      running.set(task, { prepared, collector });
    }
  }
  const rounds = Math.max(0, ...tasks.flatMap((task) => task.series.map((one) => one.processes)));
  const countdown = new Countdown(rounds * running.size, options.onProgress);
  for (let round = 0; round < rounds; round++) {
    for (const [task, { prepared, collector }] of running) {
      countdown.show(`measuring ${task.name}, round ${round + 1} of ${rounds}`);
      const failure = await runRound(task, round, prepared, collector, options);
      countdown.done();
      if (failure === undefined) continue;
      samples.set(task, { ran: false, failure });
      running.delete(task);
    }
  }
  for (const [task, { prepared, collector }] of running) {
    samples.set(task, { ran: true, ...prepared, series: collector.series, refused: collector.refused });
  }
  return samples;
}

class Collector {
  readonly series = new Map<string, StartResult[]>();
  readonly refused = new Map<InstanceAllocator, GuestFailure>();

  add(one: StartSeries, result: StartResult): void {
    const key = seriesKey(one.allocator, one.mode);
    this.series.set(key, [...(this.series.get(key) ?? []), result]);
  }
}

async function prepare(
  task: GuestTask,
  options: MeasureOptions,
): Promise<Prepared | { failure: GuestFailure }> {
  const { guest, plan, name } = task;
  const failure = importFailure(guest, plan);
  if (failure !== null) return { failure };
  if (!METHODS[options.context.engine.name].precompiles) return NOTHING_PREPARED;
  const context = contextFor(guest, options);
  const out = join(options.workDir, `${name}.cwasm`);
  if (options.isQuick === true) return prepareQuickly(task, out, options);
  const compiled = await whileTicking(`compiling ${name}`, options.onProgress, () =>
    spawnChild({ type: 'precompile', wasm: guest.file, out }, context),
  );
  if (!compiled.ok) return compiled;
  const count = () =>
    whileTicking(`counting fuel of ${name}`, options.onProgress, () =>
      spawnChild({ type: 'fuel', guest: plan, wasm: guest.file }, context),
    );
  const fuel = await count();
  if (!fuel.ok) return fuel;
  const again = await count();
  if (!again.ok) return again;
  return {
    cwasm: compiled.value.artifact,
    cwasmBytes: compiled.value.bytes,
    fuel: fuel.value,
    fuelVaries: JSON.stringify(fuel.value) !== JSON.stringify(again.value),
  };
}

/** What a first look compiles it starts as well, and what comes of it is the `.cwasm` of the other processes. */
async function prepareQuickly(
  { guest, plan, name }: GuestTask,
  out: string,
  options: MeasureOptions,
): Promise<Prepared | { failure: GuestFailure }> {
  const { allocator } = QUICK_COLD;
  const source = { wasm: guest.file };
  const job = { type: 'start', guest: plan, allocator, source, warmIterations: 0, keepAs: out } as const;
  const started = await whileTicking(`compiling ${name}`, options.onProgress, () =>
    spawnChild(job, contextFor(guest, options)),
  );
  if (!started.ok) return started;
  const { kept, ...cold } = started.value;
  if (kept === undefined) throw new Error('a start that was to keep its .cwasm did not');
  return { cwasm: kept.artifact, cwasmBytes: kept.bytes, fuel: null, fuelVaries: false, cold };
}

/** One process of each series that has any left; the failure when the guest failed. */
async function runRound(
  task: GuestTask,
  round: number,
  { cwasm }: Prepared,
  collector: Collector,
  options: MeasureOptions,
): Promise<GuestFailure | undefined> {
  const context = contextFor(task.guest, options);
  for (const one of task.series) {
    if (round >= one.processes || collector.refused.has(one.allocator)) continue;
    const isWhole = one.mode === METHODS[options.context.engine.name].whole;
    const result = await spawnChild(
      {
        type: 'start',
        guest: isWhole ? task.plan : { ...task.plan, calls: [] },
        allocator: one.allocator,
        source: one.mode === 'cold' || cwasm === null ? { wasm: task.guest.file } : { precompiled: cwasm },
        warmIterations: isWhole ? options.warmIterations : 0,
      },
      context,
    );
    if (result.ok) collector.add(one, result.value);
    else if (result.failure.kind === 'limit') collector.refused.set(one.allocator, result.failure);
    else return result.failure;
  }
  return undefined;
}

/** A larger guest is given more time, and so is who compiles it; in a first look neither. */
export function contextFor(
  guest: Guest,
  { context: { deadlineMs, ...context }, isQuick = false }: Pick<MeasureOptions, 'context' | 'isQuick'>,
): ChildContext {
  const mib = isQuick ? 0 : Math.floor(guest.bytes / 2 ** 20);
  return {
    ...context,
    deadlineMs: deadlineMs + mib * DEADLINE_MS_PER_MIB,
    compileDeadlineMs: deadlineMs + mib * COMPILE_MS_PER_MIB,
  };
}
