import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import type { AllocatorFigures, StartupJson } from '@wasmgate/contracts/startup';
import type { StartResult } from '../child/job.ts';
import type { GuestSamples } from '../measure/measure-guest.ts';
import { median } from './statistics.ts';

/** Where more than this share of a figure is the clock itself, the figure says little. */
const RESOLVED_SHARE = 0.1;

/** `clock` of startup.json: what the clock costs, and the phases that are too short for it. Null: nothing was measured. */
export function clockFigures(
  samples: GuestSamples | null,
  allocators: StartupJson['allocators'],
): NonNullable<StartupJson['clock']> | null {
  if (samples === null || !samples.ran) return null;
  const processes: StartResult[] = [...samples.series.values()].flat();
  if (processes.length === 0) return null;
  const floorNs = median(processes.map(({ clockFloorNs }) => clockFloorNs));
  const floorMs = floorNs / 1e6;
  const unresolved = ALLOCATORS.flatMap(({ key: name }) =>
    Object.entries(phaseMedians(allocators[name]))
      .filter(([, ms]) => floorMs > ms * RESOLVED_SHARE)
      .map(([phase]) => `${name} ${phase}`),
  );
  return { floor_ns: floorNs, unresolved };
}

function phaseMedians(figures: AllocatorFigures | null): Record<string, number> {
  return Object.fromEntries([
    ...medians((figures?.cold_aot ?? figures?.cold)?.phases),
    ...medians(figures?.warm_phases, 'warm '),
  ]);
}

function medians(phases: Record<string, { p50_ms: number }> = {}, prefix = ''): [string, number][] {
  return Object.entries(phases).map(([name, { p50_ms }]) => [`${prefix}${name}`, p50_ms]);
}
