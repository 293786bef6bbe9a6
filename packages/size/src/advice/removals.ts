import { stubFunctions } from '../answers/stub-functions.ts';
import type { ProgramModule } from '../program/program.ts';
import { inParallel } from './in-parallel.ts';
import type { Workbench } from './kind.ts';
import { REMOVE_UNUSED } from './options.ts';
import { withCore, type Target } from './target.ts';

/** A file without some functions, and the same file with them; a text says why it could not be made. */
export type Removal = { readonly file: Uint8Array; readonly reference: Uint8Array } | string;

/**
 * Takes sets of functions out of the main module: their bodies become `unreachable`, and what only they lead to is removed. The
 * reference went the same way with nothing taken out.
 */
export async function removals(
  target: Target,
  main: ProgramModule,
  sets: readonly ReadonlySet<number>[],
  { optimize, parallel }: Workbench,
): Promise<Removal[]> {
  if (sets.length === 0) return [];
  const [reference, ...made] = await inParallel([new Set<number>(), ...sets], parallel, async (set) => {
    const core = await optimize(stubFunctions(main.module, main.functions, set), REMOVE_UNUSED);
    return typeof core === 'string' ? core : withCore(target, core);
  });
  return made.map((file) => {
    if (typeof reference !== 'object') return String(reference);
    return typeof file === 'string' ? file : { file, reference };
  });
}
