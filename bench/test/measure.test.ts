import { expect, it } from 'vitest';
import { findOnPath } from '@wasmgate/process';
import { measureFile, runOnce } from '../src/measure.ts';
import { installedPeers, type Tool } from '../src/tools.ts';

const node = (name: string, script: string): Tool => ({
  name,
  argv: [process.execPath, '-e', script],
  version: undefined,
  answers: [0],
});
const gnuTime = findOnPath(process.env, 'time');

it('runs each tool as often as asked, and says which refuse the file', async () => {
  const tools = [node('answers', ''), node('refuses', 'process.exit(3)'), node('dies', 'process.abort()')];
  const cells = await measureFile({ name: 'this', path: import.meta.filename }, tools, 2, gnuTime);
  expect(cells.map(({ file, tool, samples }) => [file, tool, samples?.length])).toEqual([
    ['this', 'answers', 2],
    ['this', 'refuses', undefined],
    ['this', 'dies', undefined],
  ]);
});

it('gives the file to the tool as its last argument', async () => {
  const reads = node('reads', "require('fs').readFileSync(process.argv.at(-1))");
  expect(await runOnce(reads, import.meta.filename, gnuTime)).toBeDefined();
  expect(await runOnce(reads, `${import.meta.filename}.absent`, gnuTime)).toBeUndefined();
});

it('counts the memory of the tool, where GNU time is installed', async ({ skip }) => {
  if (gnuTime === null) return skip('GNU time is not installed: memory is not measured either');
  const idle = await runOnce(node('idle', ''), '-', gnuTime);
  const busy = await runOnce(node('busy', 'Buffer.alloc(200_000_000, 1)'), '-', gnuTime);
  expect((busy?.peak_kb ?? 0) - (idle?.peak_kb ?? 0)).toBeGreaterThan(190_000);
});

it('names the peers that are not installed, and how to say where they are', async () => {
  const { tools, missing } = await installedPeers({ PATH: '', TWIGGY: process.execPath });
  expect(tools.map(({ name }) => name)).toEqual(['twiggy top', 'twiggy dominators']);
  expect(missing).toEqual([
    'wasm-objdump (not on PATH, and $WASM_OBJDUMP is not set)',
    'wasm-tools (not on PATH, and $WASM_TOOLS is not set)',
  ]);
});
