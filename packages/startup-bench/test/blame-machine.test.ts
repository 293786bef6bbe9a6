import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { afterAll, describe, expect, test } from 'vitest';
import { lastAnnounced } from '../src/child/announce-phase.ts';
import type { GuestPlan } from '../src/child/job.ts';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import { spawnChild, type ChildCommand, type ChildContext } from '../src/measure/spawn-child.ts';
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

async function context(more: Partial<ChildContext> = {}): Promise<ChildContext> {
  const { libraryPath: library, version } = await wasmtime();
  const { signal } = new AbortController();
  const command = program.child();
  const deadlines = { deadlineMs: 10_000, compileDeadlineMs: 10_000 };
  return {
    command,
    engine: { name: 'wasmtime', library, version },
    ...deadlines,
    signal,
    workDir: folder,
    ...more,
  };
}

async function started(
  text: string,
  more: Partial<ChildContext> = {},
  allocator: InstanceAllocator = 'on-demand',
) {
  const wasm = join(folder, 'guest.wasm');
  writeFileSync(wasm, await wat(text));
  const request = { type: 'start', guest, allocator, source: { wasm }, warmIterations: 2 } as const;
  return spawnChild(request, await context(more));
}

/** The error of what must be the machine's. */
async function blamed(attempt: Promise<unknown>): Promise<EnvironmentError> {
  const error = await attempt.then(
    (result) => new Error(`not blamed on the machine: ${JSON.stringify(result)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof EnvironmentError)) throw error;
  expect(error.exitCode).toBe(3);
  return error;
}

const MEMORY = '(module (memory (export "m") 1) (func (export "f")))';
const LOOP = '(module (func $f (loop $l (br $l))) (start $f))';

/** Sends the child a signal as soon as it announced the phase. */
async function signalDuring(phase: string, signal: NodeJS.Signals): Promise<void> {
  for (;;) {
    const file = readdirSync(folder).find((name) => name.startsWith('phase-'));
    if (file !== undefined && lastAnnounced(join(folder, file))?.phase === phase) break;
    await sleep(5);
  }
  process.kill(await childPid(), signal);
}

/** The process that this one started and that has the benchmark's child as its program. */
async function childPid(): Promise<number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => {
    try {
      const isOurs = new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(
        readFileSync(`/proc/${pid}/status`, 'utf8'),
      );
      return isOurs && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('child.js');
    } catch {
      return false;
    }
  });
  return Number(found);
}

describe('a libwasmtime that is cut off', () => {
  test.each([
    [10, /cannot load libwasmtime/],
    [1000, /was ended by SIG(?:BUS|SEGV) while it began, before the guest's first instruction/],
    [8_000_000, /was ended by SIG(?:BUS|SEGV) .*before the guest's first instruction/],
  ])("after %i bytes is the machine's fault", async (bytes, message) => {
    const library = join(folder, 'libwasmtime.so');
    const { libraryPath, version } = await wasmtime();
    copyFileSync(libraryPath, library);
    truncateSync(library, bytes);
    expect(
      (await blamed(started(MEMORY, { engine: { name: 'wasmtime', library, version } }))).message,
    ).toMatch(message);
  });

  test('is named with the fix when wasmgate installed it', async () => {
    const { libraryPath, version } = await wasmtime();
    const root = mkdtempSync(join(folder, 'installed-'));
    const library = join(root, 'libwasmtime.so');
    copyFileSync(libraryPath, library);
    copyFileSync(
      join(dirname(libraryPath), 'wasmgate-installation.json'),
      join(root, 'wasmgate-installation.json'),
    );
    truncateSync(library, 8_000_000);
    const error = await blamed(started(MEMORY, { engine: { name: 'wasmtime', library, version } }));
    expect(error.message).toContain('libwasmtime.so has 8000000 bytes, and ');
    expect(error.fix).toBe('npx wasmgate install replaces it');
  });
});

/** The child with a limit on its address space, as a shell sets it. */
const limited = (kibibytes: number): ChildCommand => {
  const { file, args } = program.child();
  return { file: '/bin/sh', args: ['-c', `ulimit -v ${kibibytes} && exec "$0" "$@"`, file, ...args] };
};

describe.runIf(process.platform === 'linux')('a limit of the machine on memory', () => {
  test.each([
    ['so low that node does not begin', 400_000, 'on-demand'],
    ['that leaves no room to compile', 800_000, 'on-demand'],
    ['that leaves no room for a memory', 2_000_000, 'on-demand'],
    ['that leaves no room for a pool', 10_000_000, 'pooling'],
  ] as const)('%s is no violation of the guest', async (_, kibibytes, allocator) => {
    const { message, fix } = await blamed(started(MEMORY, { command: limited(kibibytes) }, allocator));
    expect(message).toContain('there was no memory');
    expect(fix).toMatch(/ulimit -v/);
  });
});

describe.runIf(process.platform === 'linux')('a measuring process that dies while the guest runs', () => {
  test("of a signal that a guest cannot send is the machine's fault", async () => {
    const attempt = started(LOOP);
    await signalDuring('instantiate', 'SIGKILL');
    const { message } = await blamed(attempt);
    expect(message).toMatch(/was ended by SIGKILL during instantiate\n/);
    expect(message).not.toContain('before the guest');
  });

  test('of what its own code did is a crash of the guest', async () => {
    const attempt = started(LOOP);
    await signalDuring('instantiate', 'SIGSEGV');
    expect(await attempt).toEqual({
      ok: false,
      failure: { kind: 'crash', during: 'instantiate', message: 'the process was ended by SIGSEGV' },
    });
  });

  test('leaves nothing behind', () => {
    expect(readdirSync(folder).filter((name) => name.startsWith('phase-'))).toEqual([]);
  });
});
