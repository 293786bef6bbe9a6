import { coreModules, moduleFunctions, unreadCode } from '@wasmgate/wasm-model';
import type { Sources } from './sources.ts';

/** What of the code is not known, in words; null when all of it is. A function that nobody can read may call, or be, anything. */
export function codeGap({ named, shipped }: Pick<Sources, 'named' | 'shipped'>): string | null {
  const binaries = new Set([named.binary, shipped.binary]);
  let unread = 0;
  let all = 0;
  let first: string | undefined;
  for (const { module } of [...binaries].flatMap(coreModules)) {
    const { functions, problem } = unreadCode(module);
    const { count, imported } = moduleFunctions(module);
    unread += functions.length;
    all += count - imported;
    first ??= problem;
  }
  return first === undefined ? null : `code of ${unread} of ${all} functions that can be read (${first})`;
}
