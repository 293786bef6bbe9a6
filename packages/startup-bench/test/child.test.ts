import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Job } from '../src/child/job.ts';
import { useProgram } from './program.ts';
import { wasmtime, wat } from './wat.ts';

const program = useProgram();
const folder = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a child as the parent does, but without the parent's own watch over it; `lateMs`: it waits for its job. */
async function child(job: Record<string, unknown>, lateMs = 0) {
  const { file, args } = program.child();
  const started = spawn(file, args, { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
  const { libraryPath: library, version: wasmtimeVersion } = await wasmtime();
  const phaseFile = join(folder, 'phases');
  const common = { library, wasmtimeVersion, parentPid: process.pid, deadlineMs: 10_000, phaseFile };
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
  const job = { type: 'precompile', wasm, out: join(folder, 'x.cwasm'), wasmtimeVersion: '50.0.0' };
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

test('warm starts are as many as asked for, and go on for as long as asked for', async () => {
  const file = join(folder, 'warm.wasm');
  writeFileSync(file, await wat('(module (func (export "f")))'));
  const guest = {
    kind: 'module',
    initialize: false,
    calls: [],
    isCommand: false,
    memoryBytes: 2 ** 20,
    tableElements: 10,
    memories: 1,
  };
  const warm = async (more: object) => {
    const job = { type: 'start', guest, allocator: 'on-demand', source: { wasm: file }, ...more };
    const { line } = await child(job);
    return (line as { value: { warmNs: number[] } }).value.warmNs.length;
  };
  expect(await warm({ warmIterations: 7 })).toBe(7);
  expect(await warm({ warmIterations: 0, warmMs: 5 })).toBe(0);
  expect(await warm({ warmIterations: 7, warmMs: 50 })).toBeGreaterThan(7);
});
