import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultLock } from '../src/lock/default-lock.ts';
import { resolveWasmtime } from '../src/wasmtime/resolve-wasmtime.ts';
import { ordinaryEnv, runToolchain } from './capture.ts';
import { emptyFolder, makeWorkspace } from './workspace.ts';

const driver = fileURLToPath(new URL('install-wasmtime.ts', import.meta.url));
const version = defaultLock.wasmtime.version;

/** Starts a process that resolves wasmtime in a cache folder. */
function start(cache: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', driver], {
    env: ordinaryEnv({ WASMGATE_CACHE: cache }) as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

function library(cache: string): string {
  const dir = join(cache, 'wasmtime');
  const folder = readdirSync(dir).find((name) => name.startsWith('wasmtime-4')) ?? '';
  return join(dir, folder, 'libwasmtime.so');
}

function temporaries(cache: string): readonly string[] {
  const dir = join(cache, 'wasmtime');
  return existsSync(dir) ? readdirSync(dir).filter((name) => name.startsWith('.tmp-')) : [];
}

const quiet = { progress: { step: () => {}, tick: () => {} } };

describe('installing wasmtime from wheels', () => {
  it('happens once when two processes ask at the same time, and says what, how much and where', async () => {
    const cache = emptyFolder();
    const both = await Promise.all([start(cache).ended, start(cache).ended]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ stdout }) => stdout)).toEqual([version, version]);
    const said = both.map(({ stderr }) => stderr).join('');
    expect(said.match(/^libwasmtime .*downloading/gm)).toHaveLength(1);
    expect(said).toContain(
      `libwasmtime ${version}: downloading the wheel wasmtime (about 10 MB, 32 MB unpacked) to ${cache}`,
    );
    expect(temporaries(cache)).toEqual([]);
    expect(statSync(library(cache)).size).toBeGreaterThan(1e6);
  });

  it('killed half-way leaves nothing that counts, and the next run does it anew', async () => {
    const cache = emptyFolder();
    const first = start(cache);
    while (temporaries(cache).length === 0 && first.child.exitCode === null) await sleep(2);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(temporaries(cache)).toHaveLength(1);
    const second = await start(cache).ended;
    expect(second).toMatchObject({ code: 0 });
    expect(temporaries(cache)).toEqual([]);
    expect(statSync(library(cache)).size).toBeGreaterThan(1e6);
  });

  it('refuses a wheel whose hash is not in the lock, and says how to install it on each system', async () => {
    const requirements = defaultLock.wasmtime.requirements.map(({ name }) => ({
      name,
      sha256: ['0'.repeat(64)],
    }));
    const { subject } = makeWorkspace({ lock: { ...defaultLock, wasmtime: { version, requirements } } });
    const cache = emptyFolder();
    const attempt = resolveWasmtime({ env: ordinaryEnv({ WASMGATE_CACHE: cache }), dir: subject, ...quiet });
    await expect(attempt).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/libwasmtime .* is missing.*hash/is),
      fix: expect.stringMatching(/Linux:.*macOS:.*Windows:/s),
    });
    expect(readdirSync(join(cache, 'wasmtime'))).toEqual([]);
  });

  it('does not happen with WASMGATE_INSTALL=never, nor without Python', async () => {
    const cache = emptyFolder();
    const never = { WASMGATE_CACHE: cache, WASMGATE_INSTALL: 'never' };
    const { subject: dir } = makeWorkspace();
    await expect(resolveWasmtime({ env: ordinaryEnv(never), dir, ...quiet })).rejects.toThrow(
      'WASMGATE_INSTALL=never',
    );
    const nowhere = { WASMGATE_CACHE: cache, PATH: emptyFolder() };
    await expect(resolveWasmtime({ env: ordinaryEnv(nowhere), dir, ...quiet })).rejects.toThrow(
      'python3 with pip',
    );
    expect(existsSync(join(cache, 'wasmtime', `wasmtime-${version}`))).toBe(false);
  });
});

describe('wasmtime that is named', () => {
  it('is used, and the version of a library is read from its bytes', async () => {
    const dir = makeWorkspace().subject;
    const wheel = await resolveWasmtime({ env: ordinaryEnv(), dir, ...quiet });
    const env = ordinaryEnv({
      WASMGATE_CACHE: emptyFolder(),
      WASMGATE_INSTALL: 'never',
      WASMGATE_LIBWASMTIME: wheel.libraryPath,
      WASMGATE_WASMTIME: wheel.cliPath ?? '',
    });
    expect(await resolveWasmtime({ env, dir, ...quiet })).toEqual({
      ...wheel,
      librarySource: 'WASMGATE_LIBWASMTIME',
      cliSource: 'WASMGATE_WASMTIME',
    });
    expect(spawnSync(wheel.cliPath ?? '', ['--version'], { encoding: 'utf8' }).stdout).toContain(version);
  });

  it('is refused when it is something else', async () => {
    const dir = makeWorkspace().subject;
    const wrong = { WASMGATE_LIBWASMTIME: process.execPath };
    await expect(resolveWasmtime({ env: ordinaryEnv(wrong), dir, ...quiet })).rejects.toThrow(
      'is not libwasmtime',
    );
    const alsoWrong = { WASMGATE_WASMTIME: process.execPath };
    await expect(resolveWasmtime({ env: ordinaryEnv(alsoWrong), dir, ...quiet })).rejects.toThrow(
      'is not the wasmtime command line',
    );
  });
});

/** The wheels of the ordinary cache, in one of its own. */
async function ownCache(): Promise<{ dir: string; cache: string; file: string }> {
  const dir = makeWorkspace({ config: { wasm: 'prebuilt/app.wasm' } }).subject;
  const { libraryPath } = await resolveWasmtime({ env: ordinaryEnv(), dir, ...quiet });
  const cache = emptyFolder();
  const wheels = dirname(dirname(libraryPath));
  cpSync(wheels, join(cache, 'wasmtime'), { recursive: true, preserveTimestamps: true });
  return { dir, cache, file: library(cache) };
}

describe('a wheel that is damaged', () => {
  it('by its size is replaced by what needs it, and a line says so', async () => {
    const { dir, cache, file } = await ownCache();
    const { size } = statSync(file);
    truncateSync(file, 8_000_000);
    const never = ordinaryEnv({ WASMGATE_CACHE: cache, WASMGATE_INSTALL: 'never' });
    await expect(resolveWasmtime({ env: never, dir, ...quiet })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(`libwasmtime.so has 8000000 bytes, and ${size} were installed`),
    });
    const lines: string[] = [];
    const progress = { step: (line: string) => void lines.push(line), tick: () => {} };
    await resolveWasmtime({ env: ordinaryEnv({ WASMGATE_CACHE: cache }), dir, progress });
    expect(statSync(file).size).toBe(size);
    expect(lines).toContainEqual(
      expect.stringMatching(/libwasmtime\.so has 8000000 bytes, .*: it is replaced$/),
    );
  });

  it('in a byte is named by doctor with the fix, and replaced by install', { timeout: 300_000 }, async () => {
    const { dir: cwd, cache, file } = await ownCache();
    const whole = readFileSync(file);
    const { atime, mtime } = statSync(file);
    writeFileSync(file, whole.with(5_000_000, ((whole[5_000_000] ?? 0) + 1) % 256));
    utimesSync(file, atime, mtime);
    const env = ordinaryEnv({ WASMGATE_CACHE: cache });
    const ill = await runToolchain(['doctor'], { cwd, env });
    expect(ill.code).toBe(3);
    expect(ill.stdout).toMatch(/damaged +libwasmtime\.so has other bytes than were installed/);
    expect(ill.stdout).toContain('npx wasmgate install replaces it');
    const installed = await runToolchain(['install'], { cwd, env });
    expect([installed.code, installed.stderr]).toEqual([0, expect.stringContaining('it is removed')]);
    expect(readFileSync(file).equals(whole)).toBe(true);
    expect((await runToolchain(['doctor'], { cwd, env })).code).toBe(0);
  });
});
