import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { VerifiedArtifact } from '@wasmgate/wasmtime';
import type { GuestFailure, GuestPlan, StartResult } from '../child/job.ts';
import { spawnChild, type ChildContext } from '../measure/spawn-child.ts';
import { armOrder, type ArmName } from './arm-order.ts';
import { isDisturbed } from './disturbed.ts';
import { seededRandom, shuffled } from './random.ts';
import type { Countdown } from './countdown.ts';

/** What an arm starts. */
export interface Arm {
  readonly plan: GuestPlan;
  readonly cwasm: VerifiedArtifact;
  readonly context: ChildContext;
}

/** One process of an arm, and what became of it. */
export interface ArmProcess {
  /** From 1. */
  readonly attempt: number;
  readonly round: number;
  readonly position: number;
  readonly arm: ArmName;
  readonly allocator: InstanceAllocator;
  readonly isDisturbed: boolean;
  /** Another one took its place: it counts for nothing. */
  readonly isReplaced: boolean;
  readonly result: StartResult;
}

export interface ArmsOptions {
  readonly arms: Readonly<Record<ArmName, Arm>>;
  readonly allocators: readonly InstanceAllocator[];
  readonly attempt: number;
  readonly rounds: number;
  readonly seed: number;
  readonly warmIterations: number;
  readonly workDir: string;
  readonly countdown: Countdown;
}

/** Processes, or the guest that failed. An allocator without room for a guest gives none. */
export type ArmsResult =
  | {
      readonly ok: true;
      readonly processes: readonly ArmProcess[];
      readonly refused: ReadonlySet<InstanceAllocator>;
    }
  | { readonly ok: false; readonly arm: ArmName; readonly failure: GuestFailure };

/** The processes that were not replaced. */
export function counting(processes: readonly ArmProcess[]): ArmProcess[] {
  return processes.filter(({ isReplaced }) => !isReplaced);
}

/**
 * Now and then something that no counter shows slows everything by a third for a few milliseconds: the median of a window of one
 * millisecond follows it, that of a longer one less often.
 */
const WARM_MS = 10;

/** At most this share of all processes is replaced: on a machine that is never alone there would be no end. */
const REPLACED_SHARE = 0.25;

/** Starts every arm once a round, under each allocator, in a random order that the seed decides. */
export async function measureArms(options: ArmsOptions): Promise<ArmsResult> {
  const { arms, allocators, attempt, rounds, countdown } = options;
  const processes: ArmProcess[] = [];
  const refused = new Set<InstanceAllocator>();
  const places = placesOf(options);
  let spare = Math.ceil(places.length * REPLACED_SHARE);
  for (const place of places) {
    const { arm, allocator, round } = place;
    const again = attempt > 1 ? ' again' : '';
    // Once more when the process was disturbed and may be replaced.
    for (let isDone = refused.has(allocator); !isDone;) {
      countdown.show(`measuring${again} against the baseline, round ${round} of ${rounds}`);
      const started = await startFresh(arms[arm], allocator, options);
      if (started.ok) {
        const disturbed = isDisturbed(started.value);
        isDone = !disturbed || spare-- <= 0;
        processes.push({ ...place, isDisturbed: disturbed, isReplaced: !isDone, result: started.value });
      } else {
        refused.add(allocator);
        // Without room under any allocator there is nothing left to compare.
        const isLast = refused.size === allocators.length;
        if (started.failure.kind !== 'limit' || isLast) return { ok: false, arm, failure: started.failure };
        isDone = true;
      }
    }
    countdown.done();
  }
  return { ok: true, processes: processes.filter(({ allocator }) => !refused.has(allocator)), refused };
}

type Place = Pick<ArmProcess, 'attempt' | 'round' | 'position' | 'arm' | 'allocator'>;

/** Who is started when. */
function placesOf({ allocators, attempt, rounds, seed }: ArmsOptions): Place[] {
  const random = seededRandom(seed);
  const orders = new Map(allocators.map((allocator) => [allocator, armOrder(rounds, random)]));
  return Array.from({ length: rounds }, (_, index) =>
    shuffled(allocators, random).flatMap((allocator) =>
      (orders.get(allocator)?.[index] ?? []).map((arm, place) => ({
        attempt,
        round: index + 1,
        position: place + 1,
        arm,
        allocator,
      })),
    ),
  ).flat();
}

/**
 * A fresh process with a fresh copy of the `.cwasm`: where a file lies in memory would else be the same in all rounds, and
 * count as a difference between the files (Mytkowicz and others, "Producing Wrong Data Without Doing Anything Obviously
 * Wrong!", ASPLOS 2009). All names are equally long.
 */
async function startFresh({ plan, cwasm, context }: Arm, allocator: InstanceAllocator, options: ArmsOptions) {
  const path = join(options.workDir, 'arm.cwasm');
  copyFileSync(cwasm.path, path);
  try {
    return await spawnChild(
      {
        type: 'start',
        // Calls are measured elsewhere: here they would stand between the start and the warm starts.
        guest: { ...plan, calls: [] },
        allocator,
        source: { precompiled: { ...cwasm, path } },
        warmIterations: options.warmIterations,
        warmMs: WARM_MS,
      },
      context,
    );
  } finally {
    rmSync(path, { force: true });
  }
}
