import type { AllocatorFigures, StartFigures, Stage } from '@wasmgate/contracts/startup';
import { byAllocator, type InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { StartResult } from '../child/job.ts';
import type { Guest } from '../guest/read-guest.ts';
import { seriesKey, type GuestSamples } from '../measure/measure-guest.ts';
import { medianOfPercentiles, medianOfStats, percentiles, statsOf } from './statistics.ts';

/** The figures of one stage, as startup.json has them. */
export function stageFigures(guest: Guest, samples: GuestSamples): Stage {
  return {
    artifact: guest.label,
    sha256: guest.sha256,
    ran: samples.ran,
    ...byAllocator(({ name }) => allocatorFigures(samples, name)),
  };
}

function allocatorFigures(samples: GuestSamples, allocator: InstanceAllocator): AllocatorFigures | null {
  if (!samples.ran || samples.refused.has(allocator)) return null;
  const cold = samples.series.get(seriesKey(allocator, 'cold')) ?? [];
  const aot = samples.series.get(seriesKey(allocator, 'cold_aot')) ?? [];
  if (cold.length + aot.length === 0) return null;
  const starting = [...cold, ...aot].filter(({ warmNs }) => warmNs.length > 0);
  const warm = starting.map((process) => statsOf(process.warmNs));
  return {
    cold: armFigures(cold),
    cold_aot: armFigures(aot),
    warm_start: warm.length === 0 ? null : medianOfStats(warm),
    warm_processes: warm.length,
    process_p50_ms: warm.map((stats) => stats.p50_ms),
    ...(warm.length === 0 ? {} : { warm_phases: warmPhases(starting) }),
  };
}

function warmPhases(processes: readonly StartResult[]): NonNullable<AllocatorFigures['warm_phases']> {
  const phases = {
    store: processes.map(({ warmStoreNs }) => warmStoreNs),
    instantiate: processes.map(({ warmNs }) => warmNs),
    drop: processes.map(({ warmDropNs }) => warmDropNs),
  };
  // V8 has neither a store nor anybody who drops it.
  const measured = Object.entries(phases).filter(([, samples]) => samples.every(({ length }) => length > 0));
  return Object.fromEntries(
    measured.map(([name, samples]) => [name, medianOfPercentiles(samples.map(percentiles))]),
  );
}

function armFigures(processes: readonly StartResult[]): StartFigures | null {
  const [first] = processes;
  if (first === undefined) return null;
  return {
    processes: processes.length,
    total_ms: statsOf(processes.map((process) => process.totalNs)),
    // By position: a guest may name two calls alike.
    phases: Object.fromEntries(
      first.phases.map(({ name }, index) => [
        uniqueName(name, index, first),
        percentiles(processes.map((process) => process.phases[index]?.ns ?? 0)),
      ]),
    ),
  };
}

/** The second call of the same export is `call:init (2)`. */
function uniqueName(name: string, index: number, { phases }: StartResult): string {
  const before = phases.slice(0, index).filter((phase) => phase.name === name).length;
  return before === 0 ? name : `${name} (${before + 1})`;
}
