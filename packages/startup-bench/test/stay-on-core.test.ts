import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';

const packageDir = dirname(import.meta.dirname);
/** Inside the workspace, so that koffi is found. */
const file = join(packageDir, '../../node_modules/.cache/startup-bench-test/stay-on-core.mjs');
afterAll(() => rmSync(file, { force: true }));

/** In a process of its own: a test runner is not to stay on one core. */
const source = `
import { readdirSync, readFileSync } from 'node:fs';
import { stayOnCore } from './src/child/stay-on-core.ts';
stayOnCore();
const status = (thread) => readFileSync('/proc/self/task/' + thread + '/status', 'utf8');
const allowed = readdirSync('/proc/self/task').map((thread) => /Cpus_allowed_list:\\t(.*)/.exec(status(thread))[1]);
console.log(JSON.stringify(allowed));`;

test.runIf(process.platform === 'linux')('every thread stays on one core, the same', async () => {
  await build({
    stdin: { contents: source, resolveDir: packageDir },
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['koffi'],
    logLevel: 'error',
  });
  const allowed = JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' })) as string[];
  expect(allowed.length).toBeGreaterThan(1);
  expect(new Set(allowed).size).toBe(1);
  expect(allowed[0]).toMatch(/^\d+$/);
});
