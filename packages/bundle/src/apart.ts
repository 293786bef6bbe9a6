import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Leaves `import('./render.ts')` of an entry (its name to its file) outside: it becomes an import of that entry's module in
 * dist/, loaded when it is needed. esbuild's splitting would share code in chunks, so that words changed the bytes of both.
 */
export function apart(entries: ReadonlyMap<string, string>): Plugin {
  const names = new Map([...entries].map(([name, file]) => [file, name]));
  return {
    name: 'apart',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        const name = kind === 'dynamic-import' ? names.get(resolve(resolveDir, path)) : undefined;
        return name === undefined ? undefined : { path: `./${name}.js`, external: true };
      });
    },
  };
}
