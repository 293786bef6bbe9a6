import { join } from 'node:path';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { VerifiedArtifact } from '@wasmgate/wasmtime';
import type { GuestFailure, GuestPlan } from '../child/job.ts';
import type { Guest } from '../guest/read-guest.ts';
import { median } from '../figures/statistics.ts';
import { contextFor, type MeasureOptions } from '../measure/measure-guest.ts';
import { importFailure } from '../guest/missing-import.ts';
import { spawnChild } from '../measure/spawn-child.ts';
import { whileTicking } from '../measure/while-ticking.ts';
import { ARM_NAMES, orderSeed, type ArmName } from './arm-order.ts';
import { compareMetric, type MetricComparison } from './compare-metric.ts';
import { Countdown } from './countdown.ts';
import { decideMetric, isSuspect, type Decision } from './decide.ts';
import { family, figuresOf, isTooDisturbed, pairedRounds, type Figure } from './family.ts';
import { measureArms, type Arm, type ArmProcess, type ArmsResult } from './measure-arms.ts';
import { modesOf, type Mode } from './modes.ts';

/** A guest and what to do with it. */
export interface ComparedGuest {
  readonly guest: Guest;
  readonly plan: GuestPlan;
}

export interface CompareOptions extends MeasureOptions {
  readonly rounds: number;
  /** Those that have room for the head. */
  readonly allocators: readonly InstanceAllocator[];
  /** Hears of what is worth a line in a log. */
  readonly onStep: (text: string) => void;
}

/** What was found of one metric. */
export interface ComparedMetric {
  readonly name: string;
  readonly first: MetricComparison;
  /** The second measuring of a suspect. */
  readonly again: MetricComparison | null;
  readonly decision: Decision;
  /** Medians over the processes, ms. */
  readonly figures: { readonly head: number; readonly baseline: number };
  readonly modes: { readonly head: readonly Mode[]; readonly baseline: readonly Mode[] };
}

export interface ComparedGuests {
  readonly ok: true;
  readonly metrics: readonly ComparedMetric[];
  readonly processes: readonly ArmProcess[];
  readonly seeds: readonly number[];
}

/**
 * Measures two guests and the second one again against each other, a fresh process each, and decides on each metric. What
 * looks changed is measured a second time. When a guest fails, says which and how.
 */
export async function compareGuests(
  head: ComparedGuest,
  baseline: ComparedGuest,
  options: CompareOptions,
): Promise<ComparedGuests | Extract<ArmsResult, { ok: false }>> {
  const guests = { head, baseline, again: baseline };
  const arms = {} as Record<ArmName, Arm>;
  for (const name of ARM_NAMES) {
    const { guest, plan } = guests[name];
    const context = contextFor(guest, options);
    const compiled = await compile(name, guests[name], options);
    if ('failure' in compiled) return { ok: false, arm: name, failure: compiled.failure };
    arms[name] = { plan, cwasm: compiled, context };
  }
  const seedOf = (attempt: number) => orderSeed(head.guest.sha256, baseline.guest.sha256, attempt);
  const measure = (attempt: number, allocators: readonly InstanceAllocator[]): Promise<ArmsResult> => {
    const { rounds, warmIterations, workDir, onProgress } = options;
    const countdown = new Countdown(rounds * allocators.length * ARM_NAMES.length, onProgress);
    return measureArms({
      arms,
      allocators,
      attempt,
      rounds,
      seed: seedOf(attempt),
      warmIterations,
      workDir,
      countdown,
    });
  };

  options.onStep(`comparing with ${baseline.guest.label}: ${options.rounds} rounds of fresh processes`);
  const first = await measure(1, options.allocators);
  if (!first.ok) return first;
  const figures = family.filter(
    ({ allocator }) => options.allocators.includes(allocator) && !first.refused.has(allocator),
  );
  const compared = compareAll(figures, first.processes, figures.length);
  // What is unproven already is not measured again.
  const suspects = figures.filter(
    (figure) =>
      isSuspect(compared.get(figure.name) as MetricComparison) && !isTooDisturbed(figure, first.processes),
  );
  if (suspects.length === 0) {
    const metrics = figures.map((figure) => conclude(figure, compared, new Map(), first.processes));
    return { ok: true, metrics, processes: first.processes, seeds: [seedOf(1)] };
  }
  options.onStep(
    `measuring ${suspects.map(({ name }) => name).join(', ')} again: what changed must change twice`,
  );
  const second = await measure(2, [...new Set(suspects.map(({ allocator }) => allocator))]);
  if (!second.ok) return second;
  const again = compareAll(suspects, second.processes, figures.length);
  const metrics = figures.map((figure) =>
    conclude(figure, compared, again, (suspects.includes(figure) ? second : first).processes),
  );
  const processes = [...first.processes, ...second.processes];
  return { ok: true, metrics, processes, seeds: [seedOf(1), seedOf(2)] };
}

/** Compiles a guest and sees that it runs: a guest that fails is never a sample. */
async function compile(
  name: ArmName,
  { guest, plan }: ComparedGuest,
  options: CompareOptions,
): Promise<VerifiedArtifact | { readonly failure: GuestFailure }> {
  const failure = importFailure(guest, plan);
  if (failure !== null) return { failure };
  const context = contextFor(guest, options);
  const out = join(options.workDir, `compared-${name}.cwasm`);
  const compiled = await whileTicking(`compiling ${guest.label}`, options.onProgress, () =>
    spawnChild({ type: 'precompile', wasm: guest.file, out }, context),
  );
  if (!compiled.ok) return compiled;
  if (name === 'again') return compiled.value.artifact;
  const ran = await spawnChild({ type: 'fuel', guest: plan, wasm: guest.file }, context);
  return ran.ok ? compiled.value.artifact : ran;
}

function compareAll(
  figures: readonly Figure[],
  processes: readonly ArmProcess[],
  familySize: number,
): Map<string, MetricComparison> {
  return new Map(
    figures.map((figure) => [figure.name, compareMetric(pairedRounds(figure, processes), familySize)]),
  );
}

function conclude(
  figure: Figure,
  firsts: ReadonlyMap<string, MetricComparison>,
  seconds: ReadonlyMap<string, MetricComparison>,
  processes: readonly ArmProcess[],
): ComparedMetric {
  const { name } = figure;
  const first = firsts.get(name) as MetricComparison;
  const again = seconds.get(name) ?? null;
  const head = figuresOf(figure, processes, 'head');
  const baseline = figuresOf(figure, processes, 'baseline');
  return {
    name,
    first,
    again,
    decision: decideMetric(first, again, isTooDisturbed(figure, processes)),
    figures: { head: median(head), baseline: median(baseline) },
    modes: {
      head: modesOf(head),
      baseline: modesOf([...baseline, ...figuresOf(figure, processes, 'again')]),
    },
  };
}
