import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import type { ChildCommand } from '../src/index.ts';

const packageDir = dirname(import.meta.dirname);
/** Inside the workspace, so that koffi, which stays outside the bundle, is found. */
const cacheDir = join(packageDir, '../../node_modules/.cache/startup-bench-test');

/**
 * Bundles the bin and its children as `compile` does, for one test file: children are fresh processes, and starting each
 * from source would take half a second. `command` is the bin, `child` what it starts.
 */
export function useProgram(): { command: () => ChildCommand; child: () => ChildCommand } {
  let folder = '';
  const node = (name: string): ChildCommand => ({ file: process.execPath, args: [join(folder, name)] });
  beforeAll(async () => {
    mkdirSync(cacheDir, { recursive: true });
    folder = mkdtempSync(join(cacheDir, 'bundle-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'bin.js'), "import { run } from './main.js';\nawait run(process);\n");
    await build({
      absWorkingDir: packageDir,
      entryPoints: ['src/main.ts', 'src/child.ts', 'src/child-job.ts'],
      outdir: folder,
      bundle: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
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
  return { command: () => node('bin.js'), child: () => node('child.js') };
}
