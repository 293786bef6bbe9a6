import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { lastAnnounced } from '../src/child/announce-phase.ts';
import type { Job } from '../src/child/job.ts';
import { useProgram } from './program.ts';
import { wasmtime, wat } from './wat.ts';

const program = useProgram();
const folder = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
const phaseFile = join(folder, 'phases');
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a child as the parent does, but without the parent's own watch over it; `lateMs`: it waits for its job. */
async function child(job: Record<string, unknown>, lateMs = 0) {
  const { file, args } = program.child();
  const started = spawn(file, args, { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
  const { libraryPath: library, version } = await wasmtime();
  const engine = { name: 'wasmtime', library, version };
  const common = { engine, parentPid: process.pid, deadlineMs: 10_000, phaseFile };
  let output = '';
  started.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; line: unknown }>(
    (resolve) =>
      started.once('close', (code, signal) =>
        resolve({ code, signal, line: output === '' ? undefined : JSON.parse(output) }),
      ),
  );
  await sleep(lateMs);
  // One that died already reads no more: how it ended is the answer.
  started.stdin.on('error', () => {}).end(JSON.stringify({ ...common, ...job }));
  return ended;
}

async function startJob(text: string): Promise<Pick<Job, 'type'> & Record<string, unknown>> {
  const wasm = join(folder, 'guest.wasm');
  writeFileSync(wasm, await wat(text));
  const limits = { memoryBytes: 2 ** 26, tableElements: 1000, memories: 2 };
  return {
    type: 'start',
    guest: { kind: 'module', initialize: false, calls: [], isCommand: false, ...limits },
    allocator: 'on-demand',
    source: { wasm },
    warmIterations: 2,
  };
}

test.skipIf(process.platform === 'win32')('a child ends by itself when nobody ends it', async () => {
  const job = await startJob('(module (func $f (loop $l (br $l))) (start $f))');
  expect(await child({ ...job, deadlineMs: 100 })).toEqual({
    code: null,
    signal: 'SIGALRM',
    line: undefined,
  });
});

test.runIf(process.platform === 'linux')('a child whose parent is gone already does nothing', async () => {
  const job = await startJob('(module)');
  expect(await child({ ...job, parentPid: 1 })).toMatchObject({ signal: 'SIGKILL', line: undefined });
});

// On a busy machine the parent is late to write.
test('a child waits for a job that comes late', async () => {
  expect(await child(await startJob('(module)'), 1_000)).toMatchObject({ code: 0, line: { ok: true } });
});

test('a .cwasm that changed on disk is refused, not run', async () => {
  const wasm = join(folder, 'guest.wasm');
  const job = await startJob('(module (func (export "f")))');
  const out = join(folder, 'guest.cwasm');
  const { line } = await child({ type: 'precompile', wasm, out });
  expect(line).toMatchObject({ ok: true, value: { artifact: { kind: 'module', path: out } } });
  const { artifact } = (line as { value: { artifact: object } }).value;
  const precompiled = { ...job, source: { precompiled: artifact } };
  expect(await child(precompiled)).toMatchObject({ line: { ok: true, value: { warmNs: { length: 2 } } } });
  writeFileSync(out, 'something else');
  expect(await child(precompiled)).toMatchObject({ line: { ok: false, failure: { kind: 'deserialize' } } });
});

test.skipIf(process.platform === 'win32')('a FIFO in the place of the module is not waited for', async () => {
  const wasm = join(folder, 'fifo.wasm');
  execFileSync('mkfifo', [wasm]);
  const { guest } = await startJob('(module)');
  for (const job of [
    { type: 'precompile', wasm, out: join(folder, 'fifo.cwasm') },
    { type: 'fuel', guest, wasm },
    { type: 'start', guest, allocator: 'on-demand', source: { wasm }, warmIterations: 2 },
  ]) {
    expect(await child(job)).toEqual({ code: 1, signal: null, line: undefined });
  }
});

test('a library of another version is refused', async () => {
  const wasm = join(folder, 'guest.wasm');
  await startJob('(module)');
  const { libraryPath: library } = await wasmtime();
  const engine = { name: 'wasmtime', library, version: '50.0.0' };
  const job = { type: 'precompile', wasm, out: join(folder, 'x.cwasm'), engine };
  expect(await child(job)).toMatchObject({ line: { ok: false, failure: { kind: 'library' } } });
});

test('memory and tables are limited in a child', async () => {
  for (const [text, kind] of [
    ['(module (memory 2000))', 'out_of_memory'],
    ['(module (table 2000 funcref))', 'out_of_memory'],
    ['(module (memory 1) (memory 1) (memory 1))', 'limit'],
  ] as const) {
    expect(await child(await startJob(text))).toMatchObject({
      line: { ok: false, failure: { kind, during: 'instantiate' } },
    });
  }
});

test('warm starts are as many as asked for', async () => {
  const job = await startJob('(module (func (export "f")))');
  for (const warmIterations of [0, 7]) {
    expect(await child({ ...job, warmIterations })).toMatchObject({
      line: { ok: true, value: { warmNs: { length: warmIterations } } },
    });
  }
});

describe('all arms of a comparison in one process', () => {
  const plan = {
    cold: { blocks: 4, mostMs: 60_000 },
    warm: { blocks: 6, mostMs: 60_000, starts: 2, mostTurnMs: 50 },
  };

  /** Starts what the texts say, each compiled by itself. */
  async function pairedJob(head: string, baseline: string, again: string) {
    const arms: Record<string, object> = {};
    for (const [arm, text] of Object.entries({ head, baseline, again })) {
      const wasm = join(folder, `${arm}.wasm`);
      const out = join(folder, `${arm}.cwasm`);
      rmSync(out, { force: true });
      const { guest } = await startJob(text);
      writeFileSync(wasm, await wat(text));
      const { line } = await child({ type: 'precompile', wasm, out });
      const { artifact } = (line as { value: { artifact: object } }).value;
      arms[arm] = { guest, source: { precompiled: artifact } };
    }
    return { type: 'paired', arms, allocator: 'pooling', seed: 7, ...plan };
  }
  const good = '(module (func (export "f")))';

  test('as many blocks as planned, a figure of each arm in each', async () => {
    const { line } = await child(await pairedJob(good, good, good));
    const { cold, warm } = (line as { value: Record<'cold' | 'warm', Record<string, number>[]> }).value;
    expect([cold.length, warm.length]).toEqual([4, 6]);
    for (const block of [...cold, ...warm]) {
      expect(Object.keys(block).toSorted()).toEqual(['again', 'baseline', 'head']);
      for (const ns of Object.values(block)) expect(ns).toBeGreaterThan(0);
    }
  });

  test('a guest that takes all the time there is still makes a block', async () => {
    const none = { blocks: 1000, mostMs: 0 };
    const job = await pairedJob(good, good, good);
    const { line } = await child({ ...job, cold: none, warm: { ...none, starts: 1000, mostTurnMs: 0 } });
    expect(line).toMatchObject({ ok: true, value: { cold: { length: 1 }, warm: { length: 1 } } });
  });

  test.each([
    ['a trap', '(func $s unreachable)', { kind: 'trap', during: 'instantiate' }],
    [
      'memory that there is none of',
      '(memory 2000) (func $s)',
      { kind: 'out_of_memory', during: 'instantiate' },
    ],
  ])('%s in one arm: it is named', async (_, body, failure) => {
    const bad = `(module ${body} (start $s))`;
    for (const arm of ['head', 'baseline', 'again']) {
      const text = (one: string): string => (one === arm ? bad : good);
      const job = await pairedJob(text('head'), text('baseline'), text('again'));
      expect(await child(job)).toMatchObject({ line: { ok: false, failure: { ...failure, arm } } });
    }
  });

  test.skipIf(process.platform === 'win32')('an endless loop in one arm: it is named', async () => {
    const job = await pairedJob(good, '(module (func $s (loop $l (br $l))) (start $s))', good);
    expect(await child({ ...job, deadlineMs: 100 })).toMatchObject({ signal: 'SIGALRM' });
    expect(lastAnnounced(phaseFile)).toEqual({ phase: 'instantiate', arm: 'baseline' });
  });
});
