import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EnvironmentError, InputError } from '../src/errors.ts';
import { writeFileAtomic } from '../src/json-file.ts';
import { startupSettings, type StartupSettings } from '../src/settings/startup-bench.ts';

const host = {
  host_class: 'linux/x64/cpu/2/wasmtime 49.0.0',
  os: 'linux',
  arch: 'x64',
  cpu_model: 'cpu',
  cores: 2,
  engine: 'wasmtime 49.0.0',
  overridden: false,
};
const slice: StartupSettings = { schema_version: 1, subject: 's', config: {}, host };
const withHost = (bad: object): StartupSettings => ({ ...slice, host: bad as StartupSettings['host'] });

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

test('what is written can be read, and nothing else is left in the folder', () => {
  startupSettings.write(dir, slice);
  expect(startupSettings.read(dir)).toEqual(slice);
  expect(readdirSync(dirname(startupSettings.path(dir)))).toEqual(['startup-bench.json']);
});

test.each([
  ['NaN', { ...host, cores: Number.NaN }, /\$\.host\.cores/],
  ['an infinite number', { ...host, cores: Number.POSITIVE_INFINITY }, /\$\.host\.cores/],
  ['a missing key', { ...host, arch: undefined }, /\$\.host\.arch: is missing/],
  ['an unknown key', { ...host, extra: 1 }, /\$\.host\.extra: unknown key/],
])('%s is refused at writing, and the earlier report stays whole', (_what, bad, message) => {
  startupSettings.write(dir, slice);
  expect(() => startupSettings.write(dir, withHost(bad))).toThrow(message);
  expect(startupSettings.read(dir)).toEqual(slice);
});

test('a reader names file, JSON path, expectation and the task that makes the file', () => {
  startupSettings.write(dir, slice);
  const file = startupSettings.path(dir);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"cores": 2', '"cores": "two"'));
  try {
    startupSettings.read(dir);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe(`${file}: $.host.cores: must be integer, found "two"`);
    expect((error as InputError).fix).toContain('npx turbo run settings');
  }
});

test('a folder in the way of the file: exit 3, and no temporary file is left', () => {
  const file = join(dir, 'out.json');
  mkdirSync(join(file, 'sub'), { recursive: true });
  expect(() => writeFileAtomic(file, 'x')).toThrow(EnvironmentError);
  expect(readdirSync(dir)).toEqual(['out.json']);
});

test('a path that cannot be: exit 3', () => {
  expect(() => writeFileAtomic('/dev/full/x.json', 'x')).toThrow(EnvironmentError);
});

// Only root may mount a file system of its own.
test.skipIf(process.getuid?.() !== 0)('a full disk: exit 3, and the earlier file stays whole', () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', dir]);
  try {
    const file = join(dir, 'out.json');
    writeFileAtomic(file, 'before');
    expect(() => writeFileAtomic(file, 'x'.repeat(100_000))).toThrow(/ENOSPC/);
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(dir)).toEqual(['out.json']);
  } finally {
    execFileSync('umount', [dir]);
  }
});

test.skipIf(process.getuid?.() === 0)('a folder without the right to write: exit 3', () => {
  chmodSync(dir, 0o500);
  expect(() => writeFileAtomic(join(dir, 'out.json'), 'x')).toThrow(/EACCES/);
  chmodSync(dir, 0o700);
});
