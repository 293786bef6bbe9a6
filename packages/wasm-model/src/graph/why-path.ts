import type { WasmModule } from '../frame/binary.ts';
import type { PathStep } from './reachability.ts';
import { reachability } from './reachability.ts';

/**
 * How sure a step of a path is. `certain`: an export or the start function enters here, or the instruction names its
 * target. `possible`: by a reference that may be called, a call by type, or what a table or global shows to the host.
 */
export type Certainty = 'certain' | 'possible';

/** A step of a path, and how sure it is. */
export interface WhyStep extends PathStep {
  readonly certainty: Certainty;
}

/**
 * Why a function, or any of a set of functions, is in the module: a shortest path from a root to the nearest of them (the one of
 * smallest index, of equals), both ends included; undefined when none is reachable. The search is done once for the
 * module; a call by type counts as two steps in it, so that a certain path is preferred to a possible one as short.
 */
export function whyPath(module: WasmModule, functions: number | Iterable<number>): WhyStep[] | undefined {
  const { pathTo, distance } = reachability(module);
  let nearest: number | undefined;
  let least = Infinity;
  for (const index of typeof functions === 'number' ? [functions] : functions) {
    const steps = distance(index);
    if (steps === undefined || steps > least || (steps === least && index > (nearest ?? index))) continue;
    nearest = index;
    least = steps;
  }
  if (nearest === undefined) return undefined;
  return pathTo(nearest)?.map((step) => ({ ...step, certainty: certaintyOf[step.via] }));
}

/** How sure a step is, by how it was come to. */
export const certaintyOf = {
  export: 'certain',
  start: 'certain',
  call: 'certain',
  return_call: 'certain',
  table: 'possible',
  global: 'possible',
  ref_func: 'possible',
  global_get: 'possible',
  table_get: 'possible',
  array_elem: 'possible',
  call_indirect: 'possible',
  call_ref: 'possible',
} as const satisfies Record<PathStep['via'], Certainty>;
