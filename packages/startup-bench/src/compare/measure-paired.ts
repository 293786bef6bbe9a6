import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ARM_NAMES, seededRandom, shuffled, type ArmName, type Random } from '@wasmgate/paired';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { EngineChoice, GuestFailure, PairedArm, PairedJob, PairedResult } from '../child/job.ts';
import { spawnChild, type ChildContext } from '../measure/spawn-child.ts';
import type { Countdown } from '@wasmgate/cli-kit';

/** A process that started all arms in turn. */
export interface PairedProcess {
  /** From 1. */
  readonly attempt: number;
  readonly round: number;
  readonly allocator: InstanceAllocator;
  readonly result: PairedResult;
}

export interface PairedOptions {
  readonly arms: Readonly<Record<ArmName, PairedArm>>;
  /** For the slowest of them. */
  readonly context: ChildContext;
  readonly allocators: readonly InstanceAllocator[];
  readonly attempt: number;
  /** Processes under each allocator. */
  readonly rounds: number;
  readonly seed: number;
  readonly workDir: string;
  readonly countdown: Countdown;
}

/** The guest that failed. */
export interface FailedArm {
  readonly ok: false;
  readonly arm: ArmName;
  readonly failure: GuestFailure;
}

/** An allocator without room for a guest gives no processes. */
type PairedProcesses = { readonly ok: true; readonly processes: readonly PairedProcess[] } | FailedArm;

/**
 * What a process measures. Cold starts vary most and need many; the times keep a first measuring below 12 s on two cores, whatever is
 * started: under wasmtime's two allocators, and in V8, most of whose time goes to collecting garbage between two blocks.
 */
const PLANS: Readonly<Record<EngineChoice['name'], Pick<PairedJob, 'cold' | 'warm'>>> = {
  wasmtime: {
    cold: { blocks: 40, mostMs: 200 },
    warm: { blocks: 48, mostMs: 120, starts: 8, mostTurnMs: 2 },
  },
  v8: {
    cold: { blocks: 40, mostMs: 400 },
    warm: { blocks: 48, mostMs: 240, starts: 8, mostTurnMs: 2 },
  },
};
/** Starts that a process makes of its guests however slow they are: it is given the time of so many processes of one start. */
const LEAST_STARTS = 18;

/** Starts all arms in turn in fresh processes, a process under each allocator a round; the seed decides on every order. */
export async function measurePaired(options: PairedOptions): Promise<PairedProcesses> {
  const { allocators, attempt, rounds, countdown } = options;
  const processes: PairedProcess[] = [];
  const refused = new Set<InstanceAllocator>();
  const random = seededRandom(options.seed);
  for (let round = 1; round <= rounds; round++) {
    for (const allocator of shuffled(allocators, random)) {
      countdown.show(`comparing${attempt > 1 ? ' again' : ''}, round ${round} of ${rounds}`);
      const started = refused.has(allocator) ? null : await startFresh(allocator, random, options);
      countdown.done();
      if (started === null) continue;
      if (started.ok) {
        processes.push({ attempt, round, allocator, result: started.value });
        continue;
      }
      refused.add(allocator);
      // Without room under any allocator there is nothing left to compare.
      if (started.failure.kind !== 'limit' || refused.size === allocators.length) return started;
    }
  }
  return { ok: true, processes: processes.filter(({ allocator }) => !refused.has(allocator)) };
}

/**
 * A fresh process with a fresh copy of each arm's file, made in a random order: where a file lies in memory would else be the same in
 * all rounds, and count as a difference between the files (Mytkowicz and others, "Producing Wrong Data Without Doing Anything
 * Obviously Wrong!", ASPLOS 2009). All names are equally long.
 */
async function startFresh(
  allocator: InstanceAllocator,
  random: Random,
  { arms, context, workDir }: PairedOptions,
): Promise<{ readonly ok: true; readonly value: PairedResult } | FailedArm> {
  const copies = shuffled(ARM_NAMES, random).map((arm, index) => {
    const { guest, source } = arms[arm];
    const path = join(workDir, `arm-${index}`);
    copyFileSync('wasm' in source ? source.wasm : source.precompiled.path, path);
    const copy = 'wasm' in source ? { wasm: path } : { precompiled: { ...source.precompiled, path } };
    return { path, arm: [arm, { guest, source: copy }] as const };
  });
  try {
    const started = await spawnChild(
      {
        type: 'paired',
        arms: Object.fromEntries(copies.map(({ arm }) => arm)) as Record<ArmName, PairedArm>,
        allocator,
        seed: Math.floor(random() * 2 ** 32),
        ...PLANS[context.engine.name],
      },
      { ...context, deadlineMs: context.deadlineMs * LEAST_STARTS },
    );
    if (started.ok) return started;
    const { arm, message } = started.failure;
    if (arm === undefined)
      throw new Error(`a measuring process failed before it came to a guest: ${message}`);
    return { ...started, arm };
  } finally {
    for (const { path } of copies) rmSync(path, { force: true });
  }
}
