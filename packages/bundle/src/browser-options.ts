import { join, relative } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { findRoot } from './find-root.ts';

/** How esbuild bundles what a page holds, scripts and style sheets of src/ by their file names: each into a file of its own in dist/. */
export function browserOptions(packageDir: string, entries: readonly string[]) {
  const root = findRoot(packageDir);
  return {
    absWorkingDir: root,
    entryPoints: entries.map((entry) => relative(root, join(packageDir, 'src', entry))),
    outdir: relative(root, join(packageDir, 'dist')),
    entryNames: '[name]',
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['es2023'],
    // What stands in a page must not end its element.
    supported: { 'inline-script': false, 'inline-style': false },
    legalComments: 'none',
    logLevel: 'warning',
  } satisfies BuildOptions;
}
