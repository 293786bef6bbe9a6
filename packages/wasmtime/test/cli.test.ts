import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { runWasmtimeCli } from '../src/index.ts';
import { wasmtimeCliPath, wat } from './libwasmtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const command = (body: string): string => {
  const path = join(mkdtempSync(join(folder, 'module-')), 'm.wasm');
  writeFileSync(
    path,
    wat(`(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 1) (func (export "_start") ${body}))`),
  );
  return path;
};
const run = (file: string, extra: { cacheDir?: string; timeoutMs?: number; args?: string[] } = {}) =>
  runWasmtimeCli({
    cli: wasmtimeCliPath(),
    args: [...(extra.args ?? []), file],
    timeoutMs: extra.timeoutMs ?? 30_000,
    captureStderr: true,
    ...(extra.cacheDir === undefined ? {} : { cacheDir: extra.cacheDir }),
  });

test("a private cache is used, and the user's is not", async () => {
  const users = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'wasmtime');
  const before = existsSync(users) ? readdirSync(users).length : undefined;
  const cacheDir = join(folder, 'private "cache" \\ ü');
  const file = command('nop');
  expect(await run(file, { cacheDir })).toMatchObject({ ok: true });
  expect(readdirSync(cacheDir).some((name) => name !== 'config.toml')).toBe(true);
  expect(await run(file)).toMatchObject({ exitCode: 0 });
  expect(existsSync(users) ? readdirSync(users).length : undefined).toBe(before);
});

test('a failing guest is a result with its words', async () => {
  expect(await run(command('(call $exit (i32.const 3))'))).toMatchObject({ exitCode: 3 });
  const trap = await run(command('unreachable'));
  expect(trap.exitCode).not.toBe(0);
  expect(trap.stderr).toContain('unreachable');
});

test('an endless guest is killed at the deadline', async () => {
  expect(await run(command('(loop $l (br $l))'), { timeoutMs: 500 })).toMatchObject({
    timedOutMs: 500,
    endedBy: 'SIGKILL',
  });
});

test('a failed memory.grow can be told from other traps', async () => {
  const file = command('(if (i32.eq (memory.grow (i32.const 60000)) (i32.const -1)) (then unreachable))');
  const args = ['-W', 'max-memory-size=1048576', '-W', 'trap-on-grow-failure=y'];
  expect((await run(file, { args })).stderr).toContain('forcing trap when growing memory');
});

test('a command that is not there throws', async () => {
  const cli = join(folder, 'no-wasmtime');
  await expect(runWasmtimeCli({ cli, args: [], timeoutMs: 1000 })).rejects.toThrow('ENOENT');
});
