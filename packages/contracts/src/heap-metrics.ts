import type { MemoryJson } from './memory.ts';
import { calledExport, pointMetrics } from './point-metrics.ts';

type Phases = readonly Pick<NonNullable<MemoryJson['figures']>['phases'][number], 'phase'>[];

/** Names of the metrics that each phase of memory.json has, in order. */
export function heapPoints(phases: Phases): { readonly bytes: string[]; readonly allocations: string[] } {
  const points = phases.map(({ phase }) => calledExport(phase));
  return {
    bytes: pointMetrics('wasm_heap_bytes', points),
    allocations: pointMetrics('wasm_heap_allocations', points),
  };
}
