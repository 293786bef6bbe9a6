import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { apart } from './apart.ts';
import { externalsBanner } from './externals-banner.ts';
import { findRoot } from './find-root.ts';

/** Native or very large: these stay outside the bundle, and the banner names their locked versions. */
const EXTERNALS = ['koffi', 'binaryen', '@bytecodealliance/jco-transpile', '@colors/colors'];

/** CommonJS dependencies inside an ES module bundle need a `require`. */
const REQUIRE = `import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);`;

/**
 * How esbuild bundles entries of a package, files of src/ without their extension: each into a module of its own in dist/.
 * An entry that another one imports dynamically is not part of the other's bytes.
 */
export function bundleOptions(packageDir: string, entries: readonly string[]) {
  const root = findRoot(packageDir);
  const manifest = readFileSync(join(packageDir, 'package.json'), 'utf8');
  const { version, dependencies = {} } = JSON.parse(manifest) as {
    version: string;
    dependencies?: Record<string, string>;
  };
  const sources = new Map(entries.map((entry) => [entry, join(packageDir, `src/${entry}.ts`)]));
  return {
    // Paths stand in the bundle as comments: relative to the root they are the same in every clone.
    absWorkingDir: root,
    entryPoints: [...sources.values()].map((file) => relative(root, file)),
    outdir: relative(root, join(packageDir, 'dist')),
    plugins: [apart(sources)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // jsonc-parser's main is UMD, whose require no bundler can follow.
    mainFields: ['module', 'main'],
    // What another package bundled stays there.
    external: [...EXTERNALS, ...Object.keys(dependencies).map((name) => `${name}/dist/*`)],
    define: { __VERSION__: JSON.stringify(version) },
    banner: {
      js: `${externalsBanner(
        root,
        EXTERNALS.filter((name) => name in dependencies),
      )}\n${REQUIRE}`,
    },
    logLevel: 'warning',
  } satisfies BuildOptions;
}
