import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finding } from '@wasmgate/contracts/finding';
import { findingText } from '@wasmgate/words';
import { afterAll, describe, expect, test } from 'vitest';
import type { GuestPlan } from '../src/child/job.ts';
import type { Guest } from '../src/guest/read-guest.ts';
import { contextFor } from '../src/measure/measure-guest.ts';
import { spawnChild, type ChildContext } from '../src/measure/spawn-child.ts';
import { whileTicking } from '@wasmgate/cli-kit';
import { useProgram } from './program.ts';
import { wasmtime, wat } from './wat.ts';

const program = useProgram();
const folder = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const guest: GuestPlan = {
  kind: 'module',
  initialize: false,
  calls: [],
  isCommand: false,
  stubImports: false,
  javascript: null,
  memoryBytes: 2 ** 26,
  tableElements: 1000,
  memories: 2,
};

async function context(
  limits: Pick<ChildContext, 'deadlineMs' | 'compileDeadlineMs'>,
): Promise<ChildContext> {
  const { libraryPath: library, version } = await wasmtime();
  const engine = { name: 'wasmtime', library, version } as const;
  const { signal } = new AbortController();
  return { command: program.child(), engine, ...limits, signal, workDir: folder };
}

const leb = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))];

/** One function of 400,000 branches, which no compiler can share out among cores: a minute and more, on a quick machine as well. */
function largeModule(): Uint8Array {
  // (if (local.get 0) (then (local.set 0 (i32.add (local.get 0) (i32.const 3)))))
  const turn = [0x20, 0, 0x04, 0x40, 0x20, 0, 0x41, 3, 0x6a, 0x21, 0, 0x0b];
  const code = Buffer.concat(Array.from({ length: 400_000 }, () => Buffer.from(turn)));
  const body = Buffer.concat([Buffer.from([0]), code, Buffer.from([0x0b])]);
  const size = leb(body.length);
  return Buffer.concat([
    Buffer.from([
      0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 1, 0x7f, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0,
    ]),
    Buffer.from([10, ...leb(1 + size.length + body.length), 1, ...size]),
    body,
  ]);
}

describe('compiling', () => {
  test('has a deadline of its own, and is not called the guest', async () => {
    const wasm = join(folder, 'large.wasm');
    writeFileSync(wasm, largeModule());
    const limits = { deadlineMs: 500, compileDeadlineMs: 1500 };
    const request = { type: 'precompile', wasm, out: join(folder, 'large.cwasm') } as const;
    const ended = await spawnChild(request, await context(limits));
    expect(ended).toMatchObject({
      ok: false,
      failure: { kind: 'timeout', during: 'compile', deadlineMs: 1500 },
    });
    const found = finding('guest_timeout', { during: 'compile', deadline_ms: 1500 }, 'violation', 'shipped');
    expect(findingText(found)).not.toContain('guest');
    expect(findingText(found)).toContain('--deadline');
  });

  test('takes nothing of the time of a guest, which is ended by its own', async () => {
    const wasm = join(folder, 'loop.wasm');
    writeFileSync(wasm, await wat('(module (func $f (loop $l (br $l))) (start $f))'));
    const limits = { deadlineMs: 500, compileDeadlineMs: 600_000 };
    for (const request of [
      { type: 'fuel', guest, wasm },
      { type: 'start', guest, allocator: 'on-demand', source: { wasm }, warmIterations: 0 },
    ] as const) {
      const ended = await spawnChild(request, await context(limits));
      expect(ended).toMatchObject({
        ok: false,
        failure: { kind: 'timeout', during: 'instantiate', deadlineMs: 500 },
      });
    }
  });

  test('is given more time than the guest as the file grows', async () => {
    const { compileDeadlineMs: _, ...shared } = await context({ deadlineMs: 10_000, compileDeadlineMs: 0 });
    const of = (bytes: number) => contextFor({ bytes } as Guest, { context: shared });
    expect(of(1000)).toMatchObject({ deadlineMs: 10_000, compileDeadlineMs: 10_000 });
    expect(of(46 * 2 ** 20)).toMatchObject({ deadlineMs: 56_000, compileDeadlineMs: 470_000 });
  });
});

test('the line moves while something takes long', async () => {
  const lines: string[] = [];
  const done = await whileTicking(
    'compiling',
    (text) => lines.push(text),
    async () => {
      // As long as it takes for the line to move.
      while (lines.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
      return 'done';
    },
  );
  expect([done, lines[0], lines[1]]).toEqual([
    'done',
    'compiling',
    expect.stringMatching(/^compiling, \d+ s$/),
  ]);
});
