import { execaSync } from 'execa';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { copyWorkspace, type WorkspaceCopy } from '../test/workspace-copy.ts';

// GitHub cannot be reached from here, so each `run:` line of the action is run as its runner would run it: bash, the step's
// variables, the files that GITHUB_* name.

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '../..');
const { runs } = parse(readFileSync(join(root, 'action/action.yml'), 'utf8')) as {
  runs: { steps: readonly Step[] };
};
const lines = runs.steps.filter((step) => step.run !== undefined);

let workspace: WorkspaceCopy;
let temp: string;
beforeAll(() => {
  workspace = copyWorkspace();
  temp = mkdtempSync(join(tmpdir(), 'wasmgate-action-'));
  writeFileSync(join(temp, 'summary.md'), '');
}, 120_000);
afterAll(() => {
  workspace.dispose();
  rmSync(temp, { recursive: true, force: true });
});

/** Runs a step's line with what the runner fills in. */
function run(name: string, env: Record<string, string> = {}): { code: number; output: string } {
  const line = lines.find((step) => step.name === name)?.run;
  if (line === undefined) throw new Error(`the action has no step ${name}`);
  const { code, output } = workspace.run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', line], {
    env: {
      GITHUB_ACTION_PATH: join(root, 'action'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
      RUNNER_TEMP: temp,
      ...env,
    },
  });
  return { code, output };
}

describe.sequential('the action', { timeout: 300_000 }, () => {
  test('has no line that is not run here', () => {
    const tested = ['Keyring', 'Install', 'Gate', 'Limits', 'Job summary', 'Pages', 'Comment', 'SARIF'];
    expect(lines.map(({ name }) => name)).toEqual(tested);
  });

  test('leaves a keyring that is there alone', () => {
    if (!existsSync('/usr/share/keyrings/debian-archive-keyring.gpg')) return;
    expect(run('Keyring')).toEqual({ code: 0, output: '' });
  });

  test('gates one subject', () => {
    expect(workspace.turbo(['compile']).code).toBe(0);
    const { code, output } = run('Gate', { SUBJECT: 'echo-module' });
    expect(code, output).toBe(0);
    expect(output).toMatch(/echo-module\s+pass/);
  });

  test('says which limit is looser without a reason', () => {
    const git = (...args: string[]) => {
      const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.invalid'];
      const { code, output } = workspace.run('git', [...who, ...args]);
      expect(code, output).toBe(0);
    };
    git('checkout', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-q', '-m', 'all');
    expect(run('Limits').code).toBe(0);
    workspace.edit('subjects/echo-module/wasmgate.json', (text) =>
      text.replace('"wasm_size_raw_kb": 40', '"wasm_size_raw_kb": 41'),
    );
    const { code, output } = run('Limits');
    expect([code, output]).toEqual([1, expect.stringContaining('limit_loosened')]);
    git('checkout', '-q', '--', 'subjects/echo-module/wasmgate.json');
  });

  test('says it in the job summary, in a comment, and as SARIF', () => {
    expect(run('Job summary').code).toBe(0);
    expect(readFileSync(join(temp, 'summary.md'), 'utf8')).toContain('| echo\\-module | ✅ pass |');
    const comment = run('Comment');
    expect(comment.code, comment.output).toBe(0);
    expect(comment.output).toMatch(/\d+ of \d+ tasks came from the cache/);
    const sarif = run('SARIF');
    expect(sarif.code, sarif.output).toBe(0);
    const log = JSON.parse(readFileSync(join(temp, 'wasmgate.sarif'), 'utf8')) as {
      version: string;
      runs: unknown[];
    };
    expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
  });

  test('makes a page of every subject, and one over all of them', () => {
    const { code, output } = run('Pages');
    expect(code, output).toBe(0);
    const pages = workspace.path('.wasmgate/report');
    expect(readFileSync(join(pages, 'index.html'), 'utf8')).toContain('echo-module');
    expect(existsSync(join(pages, 'echo-module.html')), readdirSync(pages).join()).toBe(true);
  });
});

/** Runs action/install.sh in a new folder with these files. */
function install(files: Record<string, string>) {
  const dir = mkdtempSync(join(temp, 'install-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  const { exitCode, all = '' } = execaSync(join(root, 'action/install.sh'), {
    cwd: dir,
    env: cleanEnvironment(),
    extendEnv: false,
    reject: false,
    all: true,
  });
  return { exitCode, all };
}

describe('action/install.sh', () => {
  const manifest = JSON.stringify({ name: 'x', version: '1.0.0', private: true });

  test('installs by the lock file of npm', () => {
    const lock = {
      name: 'x',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { '': { name: 'x', version: '1.0.0' } },
    };
    const { exitCode, all } = install({
      'package.json': manifest,
      'package-lock.json': JSON.stringify(lock),
    });
    expect(exitCode, all).toBe(0);
  });

  test('without a lock file says what to do', () => {
    const { exitCode, all } = install({ 'package.json': manifest });
    expect([exitCode, all]).toEqual([2, expect.stringContaining('fix: commit package-lock.json')]);
  });
});
