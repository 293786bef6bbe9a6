import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type BuildFailure } from 'esbuild';
import { externalsBanner } from './externals-banner.ts';

/** Native or very large: these stay outside the bundle, and the banner names their locked versions. */
const EXTERNALS = ['koffi', 'binaryen', '@bytecodealliance/jco-transpile', '@colors/colors'];

/** CommonJS dependencies inside an ES module bundle need a `require`. */
const REQUIRE = `import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);`;

const packageDir = process.cwd();
/** Files of src/, without their extension. */
const entries = process.argv.length > 2 ? process.argv.slice(2) : ['main'];
const root = findRoot(packageDir);
const { version, dependencies = {} } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
  version: string;
  dependencies?: Record<string, string>;
};

await build({
  // Paths stand in the bundle as comments: relative to the root they are the same in every clone.
  absWorkingDir: root,
  entryPoints: entries.map((entry) => relative(root, join(packageDir, `src/${entry}.ts`))),
  outdir: relative(root, join(packageDir, 'dist')),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // jsonc-parser's main is UMD, whose require no bundler can follow.
  mainFields: ['module', 'main'],
  external: EXTERNALS,
  define: { __VERSION__: JSON.stringify(version) },
  banner: {
    js: `${externalsBanner(
      root,
      EXTERNALS.filter((name) => name in dependencies),
    )}\n${REQUIRE}`,
  },
  logLevel: 'warning',
}).catch((error: BuildFailure) => {
  // esbuild has said already what is wrong and where.
  if (error.errors === undefined) throw error;
  process.exitCode = 2;
});

function findRoot(from: string): string {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'package-lock.json'))) return at;
    if (dirname(at) === at) throw new Error(`${from}: no package-lock.json in this folder or above it`);
  }
}
