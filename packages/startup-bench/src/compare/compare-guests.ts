import { join } from 'node:path';
import {
  ARM_NAMES,
  compareFamily,
  orderSeed,
  type ArmName,
  type ComparedMetric,
  type Samples,
} from '@wasmgate/paired';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { CodeSource, GuestFailure, GuestPlan, PairedArm } from '../child/job.ts';
import type { Guest } from '../guest/read-guest.ts';
import { contextFor, type MeasureOptions } from '../measure/measure-guest.ts';
import { importFailure } from '../guest/missing-import.ts';
import { METHODS } from '../measure/methods.ts';
import { spawnChild } from '../measure/spawn-child.ts';
import { Countdown, whileTicking } from '@wasmgate/cli-kit';
import { FAMILIES, RESOLUTION_NS, type Figure } from './family.ts';
import { measurePaired, type FailedArm, type PairedProcess } from './measure-paired.ts';

/** A guest and what to do with it. */
export interface ComparedGuest {
  readonly guest: Guest;
  readonly plan: GuestPlan;
}

export interface CompareOptions extends Pick<MeasureOptions, 'context' | 'workDir' | 'onProgress'> {
  readonly rounds: number;
  /** Those that have room for the head. */
  readonly allocators: readonly InstanceAllocator[];
  /** Hears of what is worth a line in a log. */
  readonly onStep: (text: string) => void;
}

export interface ComparedGuests {
  readonly ok: true;
  readonly family: readonly Figure[];
  readonly metrics: readonly ComparedMetric[];
  readonly processes: readonly PairedProcess[];
  readonly seeds: readonly number[];
}

/**
 * Measures two guests and the second one again against each other, all three in each of many fresh processes, and decides on each
 * metric. When a guest fails, says which and how.
 */
export async function compareGuests(
  head: ComparedGuest,
  baseline: ComparedGuest,
  options: CompareOptions,
): Promise<ComparedGuests | FailedArm> {
  const { rounds, workDir, onProgress, onStep, context } = options;
  const family = FAMILIES[context.engine.name];
  const guests = { head, baseline, again: baseline };
  const arms = {} as Record<ArmName, PairedArm>;
  for (const name of ARM_NAMES) {
    const source = await ready(name, guests[name], options);
    if ('failure' in source) return { ok: false, arm: name, failure: source.failure };
    arms[name] = { guest: { ...guests[name].plan, calls: [] }, source };
  }
  const [larger] = [head.guest, baseline.guest].toSorted((a, b) => b.bytes - a.bytes) as [Guest, Guest];
  const processes: PairedProcess[] = [];
  const seeds: number[] = [];

  onStep(`comparing with ${baseline.guest.label}: ${rounds} rounds of fresh processes`);
  const compared = await compareFamily<FailedArm>({
    resolution: RESOLUTION_NS,
    measure: async (attempt, again) => {
      const figures = family.filter(({ name }) => again?.includes(name) !== false);
      const allocators = options.allocators.filter((one) =>
        figures.some(({ allocator }) => allocator === one),
      );
      const seed = orderSeed(head.guest.sha256, baseline.guest.sha256, attempt);
      const measured = await measurePaired({
        arms,
        context: contextFor(larger, options),
        allocators,
        attempt,
        rounds,
        seed,
        workDir,
        countdown: new Countdown(rounds * allocators.length, onProgress),
      });
      if (!measured.ok) return measured;
      processes.push(...measured.processes);
      seeds.push(seed);
      return { ok: true, samples: samplesOf(measured.processes, family, again) };
    },
    onAgain: (names) => onStep(`measuring ${names.join(', ')} again, to be sure`),
  });
  return compared.ok ? { ok: true, family, metrics: compared.metrics, processes, seeds } : compared;
}

/** Each process is a sample of the metrics of its allocator. */
function samplesOf(
  processes: readonly PairedProcess[],
  family: readonly Figure[],
  wanted: readonly string[] | null,
): Samples {
  const samples = family
    .filter(({ name }) => wanted?.includes(name) !== false)
    .map(({ name, allocator, blocks }) => {
      const behind = processes.filter((process) => process.allocator === allocator);
      return [name, behind.map(({ result }) => blocks(result))] as const;
    });
  return new Map(samples.filter(([, of]) => of.length > 0));
}

/** Sees that a guest runs, for one that fails is never a sample, and compiles it where that is not what is measured. */
async function ready(
  name: ArmName,
  { guest, plan }: ComparedGuest,
  options: CompareOptions,
): Promise<CodeSource | { readonly failure: GuestFailure }> {
  const failure = importFailure(guest, plan);
  if (failure !== null) return { failure };
  const context = contextFor(guest, options);
  const source = { wasm: guest.file };
  const { precompiles } = METHODS[context.engine.name];
  if (!precompiles) {
    if (name === 'again') return source;
    const job = { type: 'start', guest: plan, allocator: 'on-demand', source, warmIterations: 0 } as const;
    const started = await spawnChild(job, context);
    return started.ok ? source : started;
  }
  const out = join(options.workDir, `compared-${name}.cwasm`);
  const compiled = await whileTicking(`compiling ${guest.label}`, options.onProgress, () =>
    spawnChild({ type: 'precompile', wasm: guest.file, out }, context),
  );
  if (!compiled.ok) return compiled;
  const precompiled = { precompiled: compiled.value.artifact };
  if (name === 'again') return precompiled;
  const ran = await spawnChild({ type: 'fuel', guest: plan, wasm: guest.file }, context);
  return ran.ok ? precompiled : ran;
}
