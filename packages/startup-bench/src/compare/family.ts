import { ALLOCATORS, type InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { StartResult } from '../child/job.ts';
import { median, toMs } from '../figures/statistics.ts';
import type { ArmName } from './arm-order.ts';
import { leastRounds, type PairedRound } from './compare-metric.ts';
import { areTooMany, areWarmStartsDisturbed, isStartDisturbed } from './disturbed.ts';
import { counting, type ArmProcess } from './measure-arms.ts';

/** A timed metric of the gated family, and the figure of one process. */
export interface Figure {
  readonly name: string;
  readonly allocator: InstanceAllocator;
  readonly ms: (process: ArmProcess) => number;
  /** What disturbs another figure of the same process need not disturb this one. */
  readonly isDisturbed: (result: StartResult) => boolean;
}

const coldAot = {
  ms: ({ result }: ArmProcess): number => toMs(result.totalNs),
  isDisturbed: isStartDisturbed,
};
const warm = {
  ms: ({ result }: ArmProcess): number => toMs(median(result.warmNs)),
  isDisturbed: areWarmStartsDisturbed,
};

/** The gated family: kept small, for each metric more makes every interval wider. Everything else is shown. */
export const family: readonly Figure[] = ALLOCATORS.flatMap(({ name: allocator, infix }) => [
  { name: `wasm_cold_aot${infix}_ms`, allocator, ...coldAot },
  { name: `wasm_instantiation_warm${infix}_ms`, allocator, ...warm },
]);

/** The metrics of a guest that runs under every allocator; one that does not has fewer. */
export const LARGEST_FAMILY = family.length;

/** The rounds that a comparison needs, whichever allocators the guest runs under. */
export const LEAST_ROUNDS = leastRounds(LARGEST_FAMILY);

/** The metrics that a comparison can gate. */
export const GATED_METRICS: readonly string[] = family.map(({ name }) => name);

/** A metric's figures, round by round; processes that were replaced are left out. */
export function pairedRounds({ allocator, ms }: Figure, processes: readonly ArmProcess[]): PairedRound[] {
  const rounds: Record<ArmName, number>[] = [];
  for (const process of counting(processes)) {
    if (process.allocator !== allocator) continue;
    const round = (rounds[process.round - 1] ??= { head: 0, baseline: 0, again: 0 });
    round[process.arm] = ms(process);
  }
  return rounds;
}

/** Whether too many of the processes behind a metric were disturbed while it was measured. */
export function isTooDisturbed(
  { allocator, isDisturbed }: Figure,
  processes: readonly ArmProcess[],
): boolean {
  const behind = counting(processes).filter((process) => process.allocator === allocator);
  return areTooMany(behind.filter(({ result }) => isDisturbed(result)).length, behind.length);
}

/** A metric's figures of one arm, a process each. */
export function figuresOf(
  { allocator, ms }: Figure,
  processes: readonly ArmProcess[],
  arm: ArmName,
): number[] {
  return counting(processes)
    .filter((process) => process.allocator === allocator && process.arm === arm)
    .map(ms);
}
