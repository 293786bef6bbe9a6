import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '@wasmgate/cli-kit/testing';
import { buildReport } from '@wasmgate/contracts/build';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { describe, expect, it } from 'vitest';
import { buildCommand } from '../src/build-command.ts';
import { cleanEnv, scratchDir, scratchSubject } from './support/scratch-subject.ts';
import { tinyModule } from './support/wasm-bytes.ts';

async function wasmBuild(cwd: string, ...argv: string[]) {
  const { code, ...said } = await capture(buildCommand('1.2.3'), { cwd, env: cleanEnv() }, ...argv);
  return { exitCode: code, ...said };
}

const prebuilt = (config: Partial<SubjectConfig> = {}) =>
  scratchSubject({ wasm: 'prebuilt/app.wasm', ...config }, { 'prebuilt/app.wasm': tinyModule() });

describe('wasm-build', () => {
  it('prints a table of the four artifacts and writes the report', async () => {
    const subject = prebuilt();
    const { exitCode, stdout } = await wasmBuild(subject.dir);
    expect(exitCode).toBe(0);
    const { sha256 } = buildReport.read(subject.dir).artifacts.shipped;
    for (const text of ['linked', 'named', 'unoptimized', 'shipped', sha256.slice(0, 12)]) {
      expect(stdout).toContain(text);
    }
  });

  it('prints the report alone with --json, and writes it where --out says', async () => {
    const subject = prebuilt();
    const { stdout } = await wasmBuild(subject.dir, '--json', '--out', 'copy.json');
    expect(stdout).toBe(readFileSync(join(subject.dir, 'copy.json'), 'utf8'));
    expect(JSON.parse(stdout)).toEqual(buildReport.read(subject.dir));
  });

  it('prints nothing with --quiet', async () => {
    expect(await wasmBuild(prebuilt().dir, '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('exits 1 on a violation, and 0 with --exit-zero, the report being written all the same', async () => {
    const subject = prebuilt({ exports: ['absent'] });
    const { exitCode, stdout } = await wasmBuild(subject.dir);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('does not export absent');
    expect((await wasmBuild(subject.dir, '--exit-zero')).exitCode).toBe(0);
    expect(buildReport.read(subject.dir).verdict).toBe('fail');
  });

  it('exits 2 outside a subject, and for an argument or an option that it does not have', async () => {
    const elsewhere = scratchDir();
    expect(await wasmBuild(elsewhere)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no wasmgate.json here'),
    });
    expect((await wasmBuild(prebuilt().dir, '--no-such')).exitCode).toBe(2);
    expect((await wasmBuild(prebuilt().dir, 'file.wasm')).exitCode).toBe(2);
    expect(existsSync(join(elsewhere, 'target'))).toBe(false);
  });
});
