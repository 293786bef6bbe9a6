import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import type { ChildCommand } from '../src/index.ts';

const packageDir = dirname(import.meta.dirname);
/** Inside the workspace, so that koffi, which stays outside the bundle, is found. */
const cacheDir = join(packageDir, '../../node_modules/.cache/startup-bench-test');

/**
 * Bundles the bin as `compile` does, for one test file: children are fresh processes, and starting each from source would
 * take half a second.
 */
export function useProgram(): { command: () => ChildCommand } {
  let folder = '';
  const file = (): string => join(folder, 'program.mjs');
  beforeAll(async () => {
    mkdirSync(cacheDir, { recursive: true });
    folder = mkdtempSync(join(cacheDir, 'bundle-'));
    await build({
      stdin: {
        contents: `import { run } from './src/main.ts';\nawait run(process);`,
        resolveDir: packageDir,
      },
      outfile: file(),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['koffi', '@colors/colors'],
      define: { __VERSION__: '"0.0.0-test"' },
      banner: {
        js: `import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);`,
      },
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { command: () => ({ file: process.execPath, args: ['--no-lazy', file()] }) };
}
