import { readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readBaseline, type BaselineSubject } from '@wasmgate/contracts/baseline';
import { ACCEPTED, ARTIFACTS, REPORT_DIR } from '@wasmgate/contracts/layout';
import { workspaceRoot } from '@wasmgate/contracts/workspace';
import { capture } from '@wasmgate/cli-kit/testing';
import { expect, it } from 'vitest';
import { baselineBin } from '../../src/accept/baseline-bin.ts';
import { baselineText } from '../../src/accept/baseline-text.ts';
import { gitEnvironment, gitRepository } from '../git-repository.ts';
import { acceptAll } from '../sample-baseline.ts';
import { sampleReports } from '../sample-reports.ts';
import { sampleWorkspace } from '../sample-subject.ts';

const bin = baselineBin('0.1.0', '2026-11-24');
const reports = sampleReports();
const base = acceptAll(reports, { timestamp: '2026-11-01', wasm_size_raw_kb: 79.2, mood: 'calm' });
const basis = base.exact?.['wasm_fuel_init']?.basis ?? {};

/** The sample subject with some exact figures of these values. */
const withExact = (values: Record<string, number>, more: Partial<BaselineSubject> = {}): BaselineSubject => ({
  ...base,
  exact: {
    ...base.exact,
    ...Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        { value, basis: base.exact?.[name]?.basis ?? basis },
      ]),
    ),
  },
  ...more,
});

interface Version {
  readonly entry: BaselineSubject;
  /** Of both accepted artifacts. */
  readonly bytes?: string;
}

/** A repository in which two branches accepted something each, with a merge of theirs into ours under way. */
function merging(ours: Version, theirs: Version) {
  const { root, dir, write } = sampleWorkspace(reports);
  write('.gitignore', 'target/\nnode_modules\n.turbo\nmeasured/\n');
  const git = gitRepository(root);
  const commit = ({ entry, bytes = 'as before' }: Version, message: string) => {
    write('baseline.json', baselineText({ schema_version: 2, subjects: { sample: entry } }, '{}'));
    // A zero byte: git takes it for binary, and merges nothing.
    for (const path of Object.values(ACCEPTED)) write(`subjects/sample/${path}`, `\0asm ${path} ${bytes}`);
    git('add', '-A');
    git('commit', '--quiet', '--allow-empty', '-m', message);
  };
  commit({ entry: base }, 'base');
  git('checkout', '--quiet', '-b', 'theirs');
  commit(theirs, 'theirs');
  git('checkout', '--quiet', 'main');
  commit(ours, 'ours');
  expect(() => git('merge', '--quiet', 'theirs')).toThrow(/CONFLICT|Command failed/);
  return {
    root,
    dir,
    write,
    git,
    text: () => readFileSync(join(root, 'baseline.json'), 'utf8'),
    entry: () => readBaseline(join(root, 'baseline.json')).subjects['sample'],
    run: (...argv: string[]) => capture(bin, { cwd: root, env: gitEnvironment }, '--resolve', ...argv),
  };
}

it('takes what one side changed, figure by figure, where git sees a conflict of lines', async () => {
  const { run, text, entry, git } = merging(
    { entry: withExact({ wasm_exports: 4 }, { timestamp: '2026-11-20' }) },
    { entry: withExact({ wasm_fuel_capabilities: 40_000 }, { timestamp: '2026-11-22' }) },
  );
  expect(text()).toContain('<<<<<<<');
  const { code, stdout, stderr } = await run();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/exact \/ wasm_exports +3 +4 +3 +ours: 4/);
  expect(stdout).toMatch(/exact \/ wasm_fuel_capabilities +37,393 +37,393 +40,000 +theirs: 40,000/);
  expect(stdout).toMatch(/timestamp .* the later day: 2026-11-22/);
  expect(stdout).toContain('resolved: git add baseline.json\n');
  expect(entry()).toMatchObject(
    withExact({ wasm_exports: 4, wasm_fuel_capabilities: 40_000 }, { timestamp: '2026-11-22' }),
  );
  git('add', 'baseline.json');
  git('commit', '--quiet', '-m', 'merged');
  expect((await run()).stdout).toContain('is unmerged');
});

it('guesses nothing: what both sides changed is named, with the command that measures it', async () => {
  const { run, text } = merging(
    { entry: withExact({ wasm_fuel_init: 13 }), bytes: 'ours' },
    { entry: withExact({ wasm_fuel_init: 14 }, { mood: 'merry' }), bytes: 'theirs' },
  );
  const before = text();
  const { code, stdout } = await run();
  expect(code).toBe(1);
  expect(stdout).toMatch(/exact \/ wasm_fuel_init +12 +13 +14 +to be measured/);
  expect(stdout).toMatch(/artifact .* to be measured/);
  expect(stdout).toContain('npx wasmgate baseline --resolve --measure\n');
  expect(stdout).toContain('nothing was written');
  expect(text()).toBe(before);
});

/** Lets turbo measure the subject, by a task that gives these reports; until then there are none. */
function measurable({ root, dir, write }: Pick<ReturnType<typeof merging>, 'root' | 'dir' | 'write'>): void {
  renameSync(join(dir, REPORT_DIR), join(dir, 'measured'));
  symlinkSync(join(workspaceRoot(import.meta.dirname), 'node_modules'), join(root, 'node_modules'));
  const workspace = { private: true, packageManager: 'npm@11.19.1', workspaces: ['subjects/*'] };
  write('package.json', workspace);
  write('turbo.json', { tasks: { 'startup-bench': { cache: false } } });
  const copy = `node -e "fs.cpSync('measured', '${REPORT_DIR}', { recursive: true })"`;
  write('subjects/sample/package.json', { name: 'sample', scripts: { 'startup-bench': copy } });
}

it('has turbo measure it, and takes figures and binary artifacts from there', async () => {
  const repository = merging(
    { entry: withExact({ wasm_fuel_init: 13, wasm_exports: 4 }), bytes: 'ours' },
    { entry: withExact({ wasm_fuel_init: 14 }), bytes: 'theirs' },
  );
  const { run, entry, dir, git } = repository;
  measurable(repository);
  const { code, stdout, stderr } = await run('--measure');
  expect(code, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/exact \/ wasm_fuel_init +12 +13 +14 +measured: 12/);
  expect(entry()?.exact).toMatchObject({ wasm_fuel_init: { value: 12 }, wasm_exports: { value: 4 } });
  for (const which of ['shipped', 'named'] as const) {
    expect(readFileSync(join(dir, ACCEPTED[which])).equals(readFileSync(join(dir, ARTIFACTS[which])))).toBe(
      true,
    );
  }
  const [, paths = ''] = /resolved: git add (.*)\n/.exec(stdout) ?? [];
  git('add', ...paths.split(' '));
  expect(git('ls-files', '--unmerged')).toBe('');
});

/** A figure of another machine. */
const set = (value: number): Partial<BaselineSubject> => ({
  exact_also: { ci: { wasm_fuel_init: { value, basis: { toolchain: 'of CI' } } } },
});

it('asks for a side of what nothing here measures', async () => {
  const { run, entry } = merging(
    { entry: withExact({}, { mood: 'merry', ...set(15) }) },
    { entry: withExact({}, { mood: 'sad', ...set(16) }) },
  );
  const { code, stdout } = await run();
  expect(code).toBe(1);
  expect(stdout).toMatch(/exact_also \/ ci \/ wasm_fuel_init +- +15 +16 +not measured here: to be chosen/);
  expect(stdout).toContain(
    '--resolve --take ours|theirs; then accept it from there: npx wasmgate baseline --accept --basis ci',
  );
  expect((await run('--take', 'theirs')).code).toBe(0);
  expect(entry()).toMatchObject({ mood: 'sad', ...set(16) });
});

it('takes no side for what can be measured, also where only the bytes differ', async () => {
  const { run, git } = merging({ entry: base, bytes: 'ours' }, { entry: base, bytes: 'theirs' });
  expect(git('ls-files', '--unmerged')).not.toContain('baseline.json');
  const { code, stdout } = await run('--take', 'theirs');
  expect(code).toBe(1);
  expect(stdout).toMatch(/artifact .* to be measured/);
});

it('a conflict that was added with its markers is named, and so is what a side deleted', async () => {
  const { run, git } = merging(
    { entry: withExact({ wasm_exports: 4 }) },
    { entry: withExact({ wasm_exports: 5 }) },
  );
  git('add', 'baseline.json');
  const { code, stderr } = await run();
  expect([code, stderr]).toEqual([2, expect.stringContaining('conflict markers')]);
  expect(stderr).toContain('git checkout --merge');
  git('checkout', '--merge', '--', 'baseline.json');
  expect((await run()).code).toBe(1);
  git('merge', '--abort');
  git('rm', '--quiet', 'baseline.json');
  git('commit', '--quiet', '-m', 'no baseline');
  expect(() => git('merge', '--quiet', 'theirs')).toThrow(/CONFLICT|Command failed/);
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining('was deleted by our side') });
});
