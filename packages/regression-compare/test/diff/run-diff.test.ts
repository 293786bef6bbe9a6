import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { capture } from '@wasmgate/cli-kit/testing';
import { expect, it } from 'vitest';
import { baselineBin } from '../../src/accept/baseline-bin.ts';
import { gitEnvironment, gitRepository } from '../git-repository.ts';
import { acceptAll } from '../sample-baseline.ts';
import { sampleReports } from '../sample-reports.ts';
import { sampleWorkspace } from '../sample-subject.ts';

const bin = baselineBin('0.1.0', '2026-11-24');
const budgets = { wasm_size_raw_kb: 300 };

/** A subject that is committed on main, with a branch checked out. */
function committed() {
  const reports = sampleReports();
  const { root, write } = sampleWorkspace(reports, { baseline: acceptAll(reports), config: { budgets } });
  write('.gitignore', 'target/\n');
  const git = gitRepository(root);
  git('add', '-A');
  git('commit', '--quiet', '-m', 'first');
  git('checkout', '--quiet', '-b', 'branch');
  const config = join(root, 'subjects/sample/wasmgate.json');
  return {
    root,
    write,
    git,
    edit: (change: Partial<SubjectConfig>) => {
      const before = JSON.parse(readFileSync(config, 'utf8')) as SubjectConfig;
      writeFileSync(config, JSON.stringify({ ...before, ...change }));
    },
    run: (...argv: string[]) => capture(bin, { cwd: root, env: gitEnvironment }, ...argv),
  };
}

it('--diff shows figures with their words, and limits, against the merge base', async () => {
  const { root, git, edit, run, write } = committed();
  expect((await run('--diff')).stdout).toContain('sample: as at');
  const file = join(root, 'baseline.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"value": 37393', '"value": 40000'));
  edit({ budgets: { wasm_size_raw_kb: 320, wasm_size_gzip_kb: 100 } });
  git('commit', '--quiet', '-am', 'second');
  // What main does meanwhile is none of this branch's doing.
  git('checkout', '--quiet', 'main');
  write('subjects/sample/wasmgate.json', { wasm: 'prebuilt/a.wasm' });
  git('commit', '--quiet', '-am', 'third');
  git('checkout', '--quiet', 'branch');
  const { code, stdout } = await run('--diff');
  expect(code).toBe(0);
  expect(stdout).toMatch(/against [0-9a-f]{12} \(the merge base\)/);
  expect(stdout).toMatch(
    /exact \/ wasm_fuel_capabilities +37,393 +40,000 +\+7\.0 % +worse; WebAssembly operations/,
  );
  expect(stdout).toMatch(/budgets\.wasm_size_raw_kb +300 kB +320 kB +loosened, and nothing says why/);
  expect(stdout).toMatch(/budgets\.wasm_size_gzip_kb +- +100 kB +tightened/);
  expect((await run('--diff', 'HEAD')).stdout).toContain('sample: as at');
});

it('--diff --check fails where a limit is looser and nothing says why', async () => {
  const { edit, run } = committed();
  expect((await run('--diff', '--check')).code).toBe(0);
  edit({ budgets: {} });
  const red = await run('--diff', '--check', '--quiet');
  expect(red.code).toBe(1);
  expect(red.stdout).toBe(
    '\nlimit_loosened  sample: budgets.wasm_size_raw_kb is gone (was 300 kB), and nothing says why\n' +
      '  fix: take it back; or say why in the wasmgate.json of sample: "loosened": { "budgets.wasm_size_raw_kb": "..." }\n',
  );
  edit({ loosened: { 'budgets.wasm_size_raw_kb': 'gzip is what counts' } });
  const green = await run('--diff', '--check');
  expect([green.code, green.stdout]).toEqual([0, expect.stringContaining('loosened: gzip is what counts')]);
});

it('a subject that is gone is the loosest of all, and another says why', async () => {
  const { root, git, run, write } = committed();
  const other = { wasm: 'prebuilt/a.wasm' };
  write('subjects/other/wasmgate.json', other);
  git('add', '-A');
  git('commit', '--quiet', '-m', 'another');
  rmSync(join(root, 'subjects/sample'), { recursive: true });
  const red = await run('--diff', '--check');
  expect([red.code, red.stdout]).toEqual([1, expect.stringContaining('subjects.sample is gone (was gated)')]);
  write('subjects/other/wasmgate.json', {
    ...other,
    loosened: { 'subjects.sample': 'it is no longer shipped' },
  });
  expect((await run('--diff', '--check')).code).toBe(0);
});

it('the limits of a variant are those of the subject that it extends, where it says no other', async () => {
  const { git, edit, run, write } = committed();
  const variant = { extends: '../sample', budgets: { wasm_size_gzip_kb: 50 } };
  write('subjects/small/wasmgate.json', variant);
  git('add', '-A');
  git('commit', '--quiet', '-m', 'a variant');
  edit({ budgets: { wasm_size_raw_kb: 310 } });
  write('subjects/small/wasmgate.json', { ...variant, budgets: { wasm_size_gzip_kb: 60 } });
  const { code, stdout } = await run('--diff', 'HEAD', '--check', '--quiet');
  expect(code).toBe(1);
  expect(stdout.match(/limit_loosened.*/g)).toEqual([
    expect.stringContaining('sample: budgets.wasm_size_raw_kb was loosened from 300 kB to 310 kB'),
    expect.stringContaining('small: budgets.wasm_size_raw_kb was loosened from 300 kB to 310 kB'),
    expect.stringContaining('small: budgets.wasm_size_gzip_kb was loosened from 50 kB to 60 kB'),
  ]);
  edit({ loosened: { budgets: 'the sources grew' } });
  const said = await run('--diff', 'HEAD', '--check', '--quiet');
  expect([said.code, said.stdout]).toEqual([0, '']);
});

it('a subject that moved is the same one', async () => {
  const { root, git, run, write } = committed();
  write('package.json', { private: true, workspaces: ['packages/*'] });
  git('mv', '-k', 'subjects', 'packages');
  rmSync(join(root, 'subjects'), { recursive: true, force: true });
  expect(await run('--diff', '--check')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('sample: as at'),
  });
});

it('no check passes by a commit that is not there', async () => {
  const { git, run } = committed();
  git('branch', '--quiet', '-m', 'main', 'trunk');
  expect(await run('--diff')).toMatchObject({ code: 0, stdout: expect.stringContaining('(HEAD)') });
  const unknown = await run('--diff', '--check');
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('fetch-depth: 0')]);
  expect((await run('--diff', 'nowhere')).code).toBe(2);
  expect((await run('--check')).code).toBe(2);
  expect((await run('--diff', '--accept')).code).toBe(2);
});

it('--release shows what was measured beside the newest version and what is accepted', async () => {
  const { root, git, run } = committed();
  expect((await run('--release')).stdout).toMatch(/^there is no release: no tag v\*/);
  const file = join(root, 'baseline.json');
  const accepted = readFileSync(file, 'utf8');
  writeFileSync(file, accepted.replace('"value": 37393', '"value": 30000'));
  git('commit', '--quiet', '-am', 'a release');
  for (const tag of ['v1.9.0', 'v1.10.0-rc.1', 'v1.10.0']) git('tag', tag);
  writeFileSync(file, accepted);
  git('commit', '--quiet', '-am', 'since');
  git('tag', 'v1.9.1');
  const { code, stdout } = await run('--release');
  expect(code).toBe(0);
  expect(stdout).toMatch(/metric +v1\.10\.0 +accepted +measured +since v1\.10\.0 +since accepted/);
  expect(stdout).toMatch(/wasm_fuel_capabilities +30,000 +37,393 +37,393 +\+25 % +=/);
});
