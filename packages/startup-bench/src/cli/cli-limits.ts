import type { GuestPlan } from '../child/job.ts';

/** Options of `wasmtime run` for the limits that a child has. */
export function cliLimits({ memoryBytes, tableElements, memories }: GuestPlan): string[] {
  return [
    `max-memory-size=${memoryBytes}`,
    `max-table-elements=${tableElements}`,
    `max-memories=${memories}`,
  ].flatMap((limit) => ['-W', limit]);
}
