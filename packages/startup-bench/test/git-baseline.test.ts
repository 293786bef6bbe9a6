import { createHash } from 'node:crypto';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeNative } from '@wasmgate/contracts/native';
import { nativeFile } from '@wasmgate/contracts/layout';
import { startupReport } from '@wasmgate/contracts/startup';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { LEAST_ROUNDS } from '../src/compare/family.ts';
import { useProgram } from './program.ts';
import { wasmtime, wat } from './wat.ts';

const program = useProgram();
const run = promisify(execFile);
const root = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
const temporary = join(root, 'target');
const subject = join(root, 'subjects/sample');
const artifacts = join(subject, 'target/wasm-bench/build');
let env: Record<string, string> = {};

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

const config: SubjectConfig = {
  crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release' },
  native: [{ bin: 'app' }],
};

/** Puts a program, which the system starts by its first line, where a build leaves one. */
function putProgram(folder: string): void {
  const text = '#!/bin/sh\nexit 0\n';
  const sha256 = createHash('sha256').update(text).digest('hex');
  mkdirSync(dirname(nativeFile(folder, 'app')), { recursive: true });
  writeFileSync(nativeFile(folder, 'app'), text);
  const bins = [{ bin: 'app', sha256, bytes: text.length, args: [] }];
  writeNative(folder, { schema_version: 1, platform: 'x86_64-linux', linker: 'none', bins });
}

/** Commits the subject with what its build does; gives the commit. */
function commit(build: string): string {
  mkdirSync(subject, { recursive: true });
  const manifest = { name: 'sample', version: '0.0.0', private: true, scripts: { build } };
  writeFileSync(join(subject, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(subject, 'wasmgate.json'), JSON.stringify(config));
  git('add', '.');
  git('commit', '-q', '-m', build);
  return git('rev-parse', 'HEAD').trim();
}

/** By the process id, so that it is ours. */
const ENDLESS = `setTimeout(() => {}, 6e5 + ${process.pid})`;
const commits = { empty: '', broken: '', slow: '', good: '' };

// A workspace with a real repository and turbo; only what the subject's build does is made simple.
beforeAll(async () => {
  const { libraryPath } = await wasmtime();
  env = { PATH: process.env['PATH'] ?? '', HOME: root, TMPDIR: temporary, WASMGATE_LIBWASMTIME: libraryPath };
  git('init', '-q', '-b', 'main');
  const workspace = {
    private: true,
    name: 'root',
    workspaces: ['subjects/*'],
    packageManager: 'npm@11.19.1',
  };
  writeFileSync(join(root, 'package.json'), JSON.stringify(workspace));
  const build = { outputs: ['target/wasm-bench/build/**'] };
  writeFileSync(join(root, 'turbo.json'), JSON.stringify({ tasks: { build } }));
  writeFileSync(join(root, '.gitignore'), 'node_modules\ntarget\n.turbo\n');
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
  git('add', '.');
  git('commit', '-q', '-m', 'no subject');
  commits.empty = git('rev-parse', 'HEAD').trim();
  mkdirSync(join(subject, 'prebuilt'), { recursive: true });
  const wasm = await wat('(module (func (export "f")))');
  writeFileSync(join(subject, 'prebuilt/shipped.wasm'), wasm);
  putProgram(join(subject, 'prebuilt'));
  commits.broken = commit("node -e 'throw new Error(`it is broken`)'");
  commits.slow = commit(`node -e '${ENDLESS}'`);
  commits.good = commit('mkdir -p target/wasm-bench && cp -r prebuilt target/wasm-bench/build');
  mkdirSync(artifacts, { recursive: true });
  mkdirSync(temporary, { recursive: true });
  for (const name of ['shipped', 'unoptimized']) writeFileSync(join(artifacts, `${name}.wasm`), wasm);
  putProgram(artifacts);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function against(name: string, cwd = subject, ...args: string[]) {
  const { file, args: first } = program.command();
  // A home where turbo has never run, as on a CI runner: there it has things to say of itself.
  const fresh = { ...env, HOME: mkdtempSync(join(temporary, 'home-')) };
  return run(file, [...first, ...args, '--against', name, '--json'], {
    cwd,
    env: fresh,
    maxBuffer: 2 ** 24,
  }).then(
    (done) => ({ code: 0, ...done }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

const left = () => ({
  trees: git('worktree', 'list').trim().split('\n').length,
  folders: readdirSync(temporary).filter((name) => name.includes('tree')),
});
const building = async () => (await run('ps', ['-eo', 'args'])).stdout.includes(ENDLESS);
const nothing = { trees: 1, folders: [] };

test('the subject as it was at a commit is built and compared with; the work tree is gone afterwards', async () => {
  const { code, stdout, stderr } = await against('git:merge-base', subject, '--rounds', `${LEAST_ROUNDS}`);
  expect([code, stderr]).toEqual([0, expect.stringContaining('building sample as it was at')]);
  const { comparison, native } = startupReport.check('stdout', JSON.parse(stdout));
  const artifact = `git:merge-base (${commits.good.slice(0, 12)})`;
  expect(comparison).toMatchObject({ verdict: 'identical', baseline: { artifact } });
  if (process.platform !== 'win32') {
    const identical = { skipped: 'identical_bytes', baseline: { artifact: `${artifact} native/app` } };
    expect(native).toMatchObject([{ bin: 'app', ran: true, comparison: identical }]);
  }
  expect(left()).toEqual(nothing);
  expect(existsSync(join(root, 'node_modules/.bin/turbo'))).toBe(true);
});

test.each([
  ['a commit that git does not know', () => 'git:nowhere', 2, 'knows no such commit'],
  ['a name that looks like an option', () => 'git:--output=x', 2, 'knows no such commit'],
  ['a commit without the subject', () => `git:${commits.empty}`, 2, 'no subjects/sample/wasmgate.json'],
  ['a commit that does not build', () => `git:${commits.broken}`, 3, 'it is broken'],
])('%s is an error, and leaves nothing behind', async (_, name, exitCode, message) => {
  const { code, stdout, stderr } = await against(name());
  expect([code, stdout]).toEqual([exitCode, '']);
  expect(stderr).toContain(message);
  expect(left()).toEqual(nothing);
});

test('a subject that is newer than the merge base has nothing to be compared with, and is measured', async () => {
  const main = git('rev-parse', 'main').trim();
  git('update-ref', 'refs/heads/main', commits.empty);
  try {
    const { code, stdout, stderr } = await against('git:merge-base', subject);
    expect([code, stderr]).toEqual([0, expect.stringContaining('there is nothing to compare with')]);
    expect(startupReport.check('stdout', JSON.parse(stdout)).comparison).toBeNull();
    expect(left()).toEqual(nothing);
  } finally {
    git('update-ref', 'refs/heads/main', main);
  }
});

test('without a subject or a repository it is an error', async () => {
  const byPath = await against('git:HEAD', subject, join(artifacts, 'shipped.wasm'));
  expect([byPath.code, byPath.stderr]).toEqual([2, expect.stringContaining('belongs to none')]);
  const outside = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
  try {
    mkdirSync(join(outside, 'target/wasm-bench/build'), { recursive: true });
    writeFileSync(join(outside, 'wasmgate.json'), '{ "wasm": "prebuilt/x.wasm" }');
    writeFileSync(join(outside, 'target/wasm-bench/build/shipped.wasm'), await wat('(module)'));
    const { code, stderr } = await against('git:HEAD', outside);
    expect([code, stderr]).toEqual([2, expect.stringContaining('in no git repository')]);
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});

test.skipIf(process.platform === 'win32')(
  'Ctrl-C while it builds ends the build and removes the work tree',
  async () => {
    const { file, args } = program.command();
    const child = spawn(file, [...args, '--against', `git:${commits.slow}`], {
      cwd: subject,
      env,
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    for (let attempt = 0; attempt < 200 && !(await building()); attempt++) await sleep(50);
    expect(await building()).toBe(true);
    child.kill('SIGINT');
    expect(['SIGINT', 130]).toContain(await ended);
    expect(left()).toEqual(nothing);
    for (let attempt = 0; attempt < 100 && (await building()); attempt++) await sleep(50);
    expect(await building()).toBe(false);
  },
);
