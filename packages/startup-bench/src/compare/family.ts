import type { Allocator } from '@wasmgate/wasmtime';
import { median, toMs } from '../figures/statistics.ts';
import type { ArmName } from './arm-order.ts';
import type { PairedRound } from './compare-metric.ts';
import { counting, type ArmProcess } from './measure-arms.ts';

/** A timed metric of the gated family, and the figure of one process. */
export interface Figure {
  readonly name: string;
  readonly allocator: Allocator;
  readonly ms: (process: ArmProcess) => number;
}

const coldAot = ({ result }: ArmProcess): number => toMs(result.totalNs);
const warm = ({ result }: ArmProcess): number => toMs(median(result.warmNs));

/** The gated family: at most four, so that the error rate of all of them stays small. Everything else is shown. */
export const family: readonly Figure[] = [
  { name: 'wasm_cold_aot_ms', allocator: 'on-demand', ms: coldAot },
  { name: 'wasm_instantiation_warm_ms', allocator: 'on-demand', ms: warm },
  { name: 'wasm_cold_aot_pooling_ms', allocator: 'pooling', ms: coldAot },
  { name: 'wasm_instantiation_warm_pooling_ms', allocator: 'pooling', ms: warm },
];

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
