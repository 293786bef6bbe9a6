import { createScreen } from '@wasmgate/cli-kit';
import { expect, it } from 'vitest';
import { renderMemory } from '../src/render/render-memory.ts';
import { wat } from './engine.ts';
import { measure } from './measure.ts';
import { useChild } from './program.ts';

const child = useChild();

/** What a page loads: it asks JavaScript for numbers, and a memory. */
const ofPage = () =>
  wat(`(module
    (import "./page.js" "length" (func $length (result i32)))
    (import "env" "memory" (memory 200))
    (global $top (mut i32) (i32.const 1024))
    (func $malloc (export "malloc") (param $size i32) (result i32)
      (global.get $top)
      (global.set $top (i32.add (global.get $top) (local.get $size))))
    (func $free (export "free") (param i32))
    (func $draw (export "draw")
      (call $free (call $malloc (i32.add (i32.const 40) (call $length))))))`);

it('what starts in V8 is counted with the stubs that it starts with', async () => {
  const report = await measure(child(), await ofPage(), ['draw()'], { startup: { engine: 'v8' } });
  expect(report).toMatchObject({ off: null, stub_imports: true, verdict: 'pass', findings: [] });
  expect(report.figures?.phases.at(-1)).toMatchObject({
    phase: 'draw()',
    allocations: 1,
    frees: 1,
    allocated_bytes: 40,
    functions: [{ function: 'draw' }],
  });
  expect(renderMemory(report, createScreen(false, null))).toContain('with stubs for all imports');
});

it('without V8 its imports are missing', async () => {
  const { inconclusive } = await measure(child(), await ofPage(), ['draw()']);
  expect(inconclusive).toMatchObject([
    { reason: 'guest_failed', detail: expect.stringContaining('unknown import') },
  ]);
});

it.each([
  ['nothing starts it', { startup: { engine: 'off', reason: 'a page does' } }, 'a page does'],
  ['wasmgate.json says so', { memory: { off: 'its allocator has no name' } }, 'its allocator has no name'],
] as const)('nothing is run and nothing is found where %s', async (_what, config, off) => {
  const nobody = { file: 'no-such-program', args: [] };
  const report = await measure(nobody, await ofPage(), ['draw()'], config);
  expect(report).toMatchObject({ off, engine: 'none', figures: null, exact: null, verdict: 'pass' });
  expect([report.inconclusive, report.findings]).toEqual([[], []]);
  expect(renderMemory(report, createScreen(false, null))).toBe(`app.wasm  core module, not counted: ${off}`);
});
