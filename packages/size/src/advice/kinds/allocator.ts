import { allFunctions } from '../../breakdown/function-sizes.ts';
import { functionName } from '../../program/program.ts';
import { nothing, nothingByName, type AdviceKind } from '../kind.ts';
import { proposeRemovals } from '../propose-removals.ts';

/** Allocators by the names of their functions, the particular before what any C library calls them. */
const allocators: readonly (readonly [name: string, functions: RegExp])[] = [
  ['talc', /^<?talc::/],
  ['lol_alloc', /^<?lol_alloc::/],
  ['wee_alloc', /^<?wee_alloc::/],
  ['mimalloc', /^_?mi_\w+$/],
  ['emmalloc', /^emmalloc_?\w*$/],
  [
    'dlmalloc',
    /^<?dlmalloc::|^dl(?:malloc|free|calloc|realloc|memalign)$|^(?:dispose_chunk|prepend_alloc|try_init_allocator|tmalloc_\w+)$/,
  ],
  ['malloc', /^(?:malloc|free|calloc|realloc|memalign|aligned_alloc|posix_memalign|sbrk)$/],
];

/** Crates that are allocators: advice of their own, and no dependency. */
export const allocatorCrates: ReadonlySet<string> = new Set(['dlmalloc', 'talc', 'lol_alloc', 'wee_alloc']);

/** The allocator, and what only it leads to. */
export const allocatorKind: AdviceKind = {
  name: 'allocator',
  propose: async (target, bench) => {
    const { main } = target;
    if (main === undefined) return nothing;
    const all = allFunctions({ modules: [main] }).map((one) => ({ one, name: functionName(one) }));
    const found = allocators.find(([, functions]) => all.some(({ name }) => functions.test(name)));
    if (found === undefined) return nothingByName(target);
    const [allocator] = found;
    const parts = all.filter(({ name }) => allocators.some(([, functions]) => functions.test(name)));
    const set = new Set(parts.map(({ one }) => one.index));
    const args = { allocator, functions: set.size };
    return proposeRemovals(target, main, [{ code: 'allocator_share', args, set }], bench);
  },
};
