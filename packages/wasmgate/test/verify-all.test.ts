import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerifyJson } from '@wasmgate/contracts/verify';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyExitCode } from '../src/verify-all/exit-code.ts';

// Real turbo, with subjects whose gate is a script that leaves a verdict: what is tested is what stands around turbo.

const repository = join(import.meta.dirname, '../../..');

function verdict(name: string, failing: boolean): VerifyJson {
  return {
    schema_version: 1,
    subject: name,
    artifact_sha256: null,
    strict: false,
    verdict: failing ? 'fail' : 'pass',
    counts: { gated: 3, failed: failing ? 1 : 0, listed: 0, not_comparable: 2 },
    failures: failing
      ? [{ report: 'size', code: 'over_budget', args: { metric: 'wasm_size_raw_kb', value: 2, max: 1 } }]
      : [],
    warnings: [],
  };
}

/** A workspace; of each subject what its gate does: a verdict, or an exit code and no verdict. */
function workspace(subjects: Readonly<Record<string, 'pass' | 'fail' | number>>): string {
  const root = mkdtempSync(join(tmpdir(), 'wasmgate-verify-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, data: unknown) => writeFileSync(join(root, path), JSON.stringify(data));
  write('package.json', {
    name: 'x',
    private: true,
    packageManager: 'npm@11.19.1',
    workspaces: ['subjects/*'],
  });
  write('turbo.json', { tasks: { verify: { cache: false } } });
  writeFileSync(join(root, '.gitignore'), 'node_modules\n');
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  for (const [name, gate] of Object.entries(subjects)) {
    const dir = join(root, 'subjects', name);
    mkdirSync(join(dir, 'target/wasm-bench'), { recursive: true });
    // What an earlier run said must not be taken for what this one says.
    write(`subjects/${name}/target/wasm-bench/verify.json`, verdict(name, false));
    write(`subjects/${name}/wasmgate.json`, {});
    write(`subjects/${name}/package.json`, { name, version: '1.0.0', scripts: { verify: 'node gate.cjs' } });
    const text = JSON.stringify(JSON.stringify(verdict(name, gate === 'fail')));
    writeFileSync(
      join(dir, 'gate.cjs'),
      typeof gate === 'number'
        ? `process.exitCode = ${gate};`
        : `require('node:fs').writeFileSync('target/wasm-bench/verify.json', ${text}); process.exitCode = ${gate === 'fail' ? 1 : 0};`,
    );
  }
  return root;
}

function verify(cwd: string, ...args: string[]): { code: number | null; output: string } {
  const bin = join(repository, 'packages/wasmgate/bin.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'verify', ...args], {
    cwd,
    env: { ...cleanEnvironment(), NO_COLOR: '1' },
    encoding: 'utf8',
  });
  return { code: status, output: stdout + stderr };
}

describe('wasmgate verify, outside a subject', () => {
  it('passes when every gate does, with one table', () => {
    const { code, output } = verify(workspace({ one: 'pass', two: 'pass' }));
    expect(code, output).toBe(0);
    expect(output).toMatch(/one +pass +3 +2/);
    expect(output).toMatch(/two +pass +3 +2/);
  });

  it('goes on with the other subjects when a gate fails, and exits 1', () => {
    const { code, output } = verify(workspace({ one: 'fail', two: 'pass' }));
    expect(code, output).toBe(1);
    expect(output).toMatch(/one +fail +3 +2 +0 +over_budget/);
    expect(output).toMatch(/two +pass/);
  });

  it('says which subject did not finish, and gives the code of what stopped it', () => {
    const root = workspace({ one: 3, two: 'pass' });
    const { code, output } = verify(root);
    expect(code, output).toBe(3);
    expect(output).toMatch(/one +- +did not finish/);
    expect(existsSync(join(root, 'subjects/one/target/wasm-bench/verify.json'))).toBe(false);
  });

  it('passes its arguments to turbo, and is silent about subjects that turbo was not asked for', () => {
    const root = workspace({ one: 'fail', two: 'pass', three: 3 });
    const { code, output } = verify(root, '--filter=two');
    expect(code, output).toBe(0);
    expect(output).toMatch(/two +pass/);
    expect(output).not.toMatch(/^ *(?:one|three) /m);
    const unfinished = verify(root, '--filter=two', '--filter=three');
    expect(unfinished.code, unfinished.output).toBe(3);
    expect(unfinished.output).toMatch(/three +- +not run, or did not finish/);
  });

  it('where there is no subject says so (2)', () => {
    const { code, output } = verify(tmpdir());
    expect(code, output).toBe(2);
    expect(output).toContain('has no subject');
  });
});

describe('the exit code', () => {
  const pass = { name: 'a', report: verdict('a', false), isMeasured: null };
  const fail = { name: 'b', report: verdict('b', true), isMeasured: null };
  const unfinished = { name: 'c', report: null, isMeasured: null };

  it.each([
    [[pass], 0, false, 0],
    [[pass, fail, unfinished], 2, false, 1],
    [[pass, unfinished], 2, false, 2],
    [[pass, unfinished], 3, false, 3],
    [[pass], 1, false, 1],
    [[pass], null, false, 3],
    [[pass], 130, false, 3],
    [[pass, unfinished], 0, false, 2],
    [[pass, unfinished], 0, true, 0],
  ] as const)('case %#: %j', (results, turbo, isFiltered, code) => {
    expect(verifyExitCode(results, turbo, isFiltered)).toBe(code);
  });
});
