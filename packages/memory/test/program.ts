import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import type { ChildCommand } from '../src/run/spawn-trace.ts';

const packageDir = dirname(import.meta.dirname);
/** Inside the workspace, so that koffi, which stays outside the bundle, is found. */
const cacheDir = join(packageDir, '../../node_modules/.cache/memory-test');

/** Bundles the process that runs guests as `compile` does, for one test file. */
export function useChild(): () => ChildCommand {
  let folder = '';
  beforeAll(async () => {
    mkdirSync(cacheDir, { recursive: true });
    folder = mkdtempSync(join(cacheDir, 'bundle-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    await build({
      absWorkingDir: packageDir,
      entryPoints: ['src/child.ts'],
      outdir: folder,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['koffi'],
      banner: { js: `import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);` },
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => ({ file: process.execPath, args: [join(folder, 'child.js')] });
}
