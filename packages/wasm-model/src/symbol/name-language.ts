import { memoize } from '../frame/memoize.ts';
import type { NameMap } from '../names/name-map.ts';

/** A language whose names are known only from others beside them: `a.b` and `a/b` say nothing by themselves. */
export type NameLanguage = 'go' | 'assemblyscript';

/** What only modules of that language hold: Go's and TinyGo's allocators; AssemblyScript's library, start and usual folder. */
const GO = /^runtime\.(?:mallocgc|alloc|run)$/;
const ASSEMBLYSCRIPT = /^(?:~lib\/|~start$|start:|assembly\/)/;

/** By which rules names of functions are to be read, beside those that tell by themselves; null: by no others. */
export const nameLanguage: (functions: NameMap) => NameLanguage | null = memoize((functions) => {
  for (const [, name] of functions.entries()) {
    if (GO.test(name)) return 'go';
    if (ASSEMBLYSCRIPT.test(name)) return 'assemblyscript';
  }
  return null;
});
