import type { Invocation } from '@wasmgate/wasmtime';
import type { GuestPlan } from '../child/job.ts';
import { guestPlan } from './guest-plan.ts';
import type { Guest } from './read-guest.ts';

/** What to run in a guest. A quick look calls nothing: a main function may take long, or want arguments. */
export function startPlan(
  { kind, facts, javascript }: Guest,
  invocations: readonly Invocation[],
  { isQuick = false, stubImports = false }: { readonly isQuick?: boolean; readonly stubImports?: boolean },
): GuestPlan {
  const plan = guestPlan(kind, facts, invocations, { stubImports, javascript });
  return isQuick ? { ...plan, calls: [] } : plan;
}
