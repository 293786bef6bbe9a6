import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startupReport } from '@wasmgate/contracts/startup';
import { LEAST_ROUNDS } from '../src/compare/family.ts';
import { useProgram } from './program.ts';
import { wasmtime, wat } from './wat.ts';

const program = useProgram();
const folder = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
/** Temporary files of what is started here, to see that none is left. */
const temporary = join(folder, 'tmp');
const run = promisify(execFile);
let env: Record<string, string> = {};

beforeAll(async () => {
  const { libraryPath, cliPath } = await wasmtime();
  env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    TMPDIR: temporary,
    WASMGATE_LIBWASMTIME: libraryPath,
  };
  if (cliPath !== null) env['WASMGATE_WASMTIME'] = cliPath;
  mkdirSync(temporary);
  writeFileSync(join(folder, 'ok.wasm'), await wat('(module (func (export "f")))'));
  writeFileSync(join(folder, 'loop.wasm'), await wat('(module (func (export "_start") (loop $l (br $l))))'));
  writeFileSync(join(folder, 'trap.wasm'), await wat('(module (func (export "_start") unreachable))'));
  writeFileSync(join(folder, 'text.wasm'), '(module)');
  writeFileSync(join(folder, 'empty.wasm'), '');
  writeFileSync(join(folder, 'truncated.wasm'), readFileSync(join(folder, 'ok.wasm')).subarray(0, 20));
  writeFileSync(join(folder, 'config.json'), '{"wasm": "prebuilt/x.wasm", "invoke": ["f("]}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bin(args: string[], extra: Record<string, string> = {}) {
  const { file, args: first } = program.command();
  const child = run(file, [...first, ...args], { cwd: folder, env: { ...env, ...extra } });
  return child.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

const benchFolders = () => readdirSync(temporary).filter((name) => !name.startsWith('wasmgate-startup-lock'));

test('a file by path, outside any workspace: the report on stdout, and nothing left behind', async () => {
  const { code, stdout } = await bin(['ok.wasm', '3', '--json']);
  expect(code).toBe(0);
  const report = startupReport.check('stdout', JSON.parse(stdout));
  expect(report).toMatchObject({
    subject: null,
    artifact: 'ok.wasm',
    warm_start: { iterations: 3 },
  });
  expect(stdout).not.toContain(folder);
  expect(benchFolders()).toEqual([]);
});

test('a table for people, with every way to start, and no target where nobody set one', async () => {
  const { code, stdout } = await bin(['ok.wasm', '2'], { WASMGATE_HOST_CLASS: 'a fleet' });
  expect(code).toBe(0);
  for (const text of ['on a fleet', 'shipped, pooling', 'deserialize', 'P99', 'warm, P50', 'pass']) {
    expect(stdout).toContain(text);
  }
  expect(stdout).not.toMatch(/FAIL|PASS/);
});

test('a failing guest exits 1, and 0 with --exit-zero', async () => {
  expect(await bin(['trap.wasm'])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('trapped in _start'),
  });
  expect(await bin(['trap.wasm', '--exit-zero'])).toMatchObject({ code: 0 });
});

test.each([
  [['absent.wasm'], 'does not exist'],
  [['.'], 'is a folder'],
  [['empty.wasm'], 'is empty'],
  [['text.wasm'], 'text.wasm'],
  [['truncated.wasm'], 'byte 0x'],
  [['ok.wasm', '0'], 'from 1 to'],
  [['ok.wasm', '-5'], 'iterations'],
  [['ok.wasm', '1.5'], 'iterations'],
  [['ok.wasm', 'absent.wasm'], 'absent.wasm: does not exist'],
  [['absent.wasm', 'ok.wasm'], 'absent.wasm: does not exist'],
  [['ok.wasm', 'truncated.wasm'], 'byte 0x'],
  [['truncated.wasm', 'ok.wasm'], 'byte 0x'],
  [['ok.wasm', '--against', 'text.wasm'], 'text.wasm'],
  [['ok.wasm', 'ok.wasm', 'x'], 'iterations'],
  [['ok.wasm', '3', '4'], 'one argument too many'],
  [['ok.wasm', 'ok.wasm', '--against', 'ok.wasm'], '--against'],
  [['ok.wasm', '--rounds', `${LEAST_ROUNDS - 1}`], `from ${LEAST_ROUNDS} to`],
  [['ok.wasm', '--deadline', '1'], '--deadline'],
  [['ok.wasm', '--config', 'config.json'], '$.invoke[0]'],
  [[], 'no .wasm given'],
])('%j is refused (2) before wasmtime is looked for', async (args, message) => {
  const { code, stdout, stderr } = await bin(args, { WASMGATE_LIBWASMTIME: join(folder, 'absent.so') });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('absent.so');
});

test('no wasmtime and none to be installed: 3, with the way to get it', async () => {
  const { code, stderr } = await bin(['ok.wasm'], {
    WASMGATE_LIBWASMTIME: '',
    WASMGATE_WASMTIME: '',
    WASMGATE_INSTALL: 'never',
    WASMGATE_CACHE: join(folder, 'empty-cache'),
  });
  expect(code).toBe(3);
  for (const system of ['Linux', 'macOS', 'Windows']) expect(stderr).toContain(system);
});

/** The measuring processes of a bin that was started here. */
async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout
    .split('\n')
    .map(Number)
    .filter((child) => child > 0);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error('it did not happen in time');
}

test.runIf(process.platform === 'linux').each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'after %s no looping guest, no half report and no folder is left',
  async (signal) => {
    const { file, args } = program.command();
    const out = join(folder, `${signal}.json`);
    const child = spawn(file, [...args, 'loop.wasm', '--out', out], { cwd: folder, env, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', (code, killedBy) => resolve(killedBy ?? code)));
    let guests: number[] = [];
    const findGuests = async () => {
      guests = await childrenOf(child.pid ?? 0);
      return guests.length > 0;
    };
    await until(findGuests);
    // Past the compiling, into the loop, on a machine that is not too busy; any child must end all the same.
    await sleep(400);
    await until(findGuests);
    child.kill(signal);
    // As a shell sees it, killed by a signal and exit code 128 + n are the same.
    expect([signal, 128 + constants.signals[signal]]).toContain(await ended);
    await until(() => guests.every((guest) => !isAlive(guest)));
    expect(readdirSync(folder)).not.toContain(`${signal}.json`);
    // Who is killed by force cannot tidy up; the next run works all the same.
    if (signal === 'SIGKILL') {
      for (const left of benchFolders()) rmSync(join(temporary, left), { recursive: true });
    } else expect(benchFolders()).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')(
  'killed by force in the middle of a comparison: no orphan, no half report',
  async () => {
    writeFileSync(join(folder, 'other.wasm'), await wat('(module (func (export "g")))'));
    const { file, args } = program.command();
    const out = join(folder, 'compared.json');
    // So many warm starts that each process lasts a while.
    const job = ['other.wasm', 'ok.wasm', '2000', '--out', out];
    const child = spawn(file, [...args, ...job], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve) => child.once('exit', (_code, killedBy) => resolve(killedBy)));
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await until(() => said.includes('comparing with other.wasm'));
    let arms: number[] = [];
    await until(async () => (arms = await childrenOf(child.pid ?? 0)).length > 0);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    await until(() => arms.every((arm) => !isAlive(arm)));
    expect(readdirSync(folder)).not.toContain('compared.json');
    for (const left of benchFolders()) rmSync(join(temporary, left), { recursive: true });
  },
);
