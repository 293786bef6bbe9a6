import type { AdviceArgs, AdviceCode } from '@wasmgate/contracts/advice-codes';
import type { ProgramModule } from '../program/program.ts';
import type { Failed, Proposal, Proposals, Workbench } from './kind.ts';
import { removals } from './removals.ts';
import type { Target } from './target.ts';

/** Functions to take out, and the advice that it would be. */
export type RemovalCandidate = {
  [C in AdviceCode]: { readonly code: C; readonly args: AdviceArgs<C>; readonly set: ReadonlySet<number> };
}[AdviceCode];

/** Proposes what came of taking sets of functions out. */
export async function proposeRemovals(
  target: Target,
  main: ProgramModule,
  candidates: readonly RemovalCandidate[],
  bench: Workbench,
): Promise<Proposals> {
  const sets = candidates.map(({ set }) => set);
  const made = await removals(target, main, sets, bench);
  const proposals: Proposal[] = [];
  const failed: Failed[] = [];
  for (const [at, { set: _set, ...told }] of candidates.entries()) {
    const removal = made[at] ?? 'it was not made';
    const advice = { ...told, where: main.path };
    if (typeof removal === 'string')
      failed.push({ ...advice, args: { ...told.args } as Failed['args'], detail: removal });
    else proposals.push({ ...advice, ...removal, method: 'removal' });
  }
  return { proposals, failed };
}
