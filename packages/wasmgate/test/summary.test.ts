import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MemoryJson } from '@wasmgate/contracts/memory';
import { regressionReport } from '@wasmgate/contracts/regression';
import { verifyReport, type VerifyJson } from '@wasmgate/contracts/verify';
import { compareSubject } from '@wasmgate/regression-compare/src/index.ts';
import { describe, expect, it } from 'vitest';
import { capture } from '@wasmgate/cli-kit/testing';
import { sampleReports } from '@wasmgate/regression-compare/test/sample-reports.ts';
import { sampleWorkspace } from '@wasmgate/regression-compare/test/sample-subject.ts';
import { summaryBin } from '../src/summary.ts';
import { markdownText } from '../src/summary/markdown-text.ts';

const hostile = 'wasm_fuel_<img src=x onerror=1> | [x](javascript:1) `@team` https://evil.example\n# h\u202e';

function verified(failures: VerifyJson['failures']): VerifyJson {
  return {
    schema_version: 1,
    subject: 'sample',
    artifact_sha256: null,
    strict: false,
    verdict: failures.length > 0 ? 'fail' : 'pass',
    counts: { gated: 14, failed: failures.length, listed: 1, not_comparable: 9 },
    failures,
    warnings: [],
  };
}

describe('the job summary', () => {
  it('says what the gate said of every subject, with figures', async () => {
    const reports = sampleReports();
    const { root, dir, write } = sampleWorkspace(reports);
    write('.wasmgate/environment.json', '{}');
    verifyReport.write(dir, verified([]));
    regressionReport.write(
      dir,
      compareSubject({ name: 'sample', gate: {}, reports, baseline: null, strict: false }),
    );
    const { code, stdout } = await capture(summaryBin('0'), root);
    expect(code).toBe(0);
    expect(stdout).toContain('## wasmgate: pass');
    expect(stdout).toContain('| sample | ✅ pass | 14 | 9 | 1 | replayed |');
    expect(stdout).toContain(String.raw`| wasm\_size\_raw\_kb |  | 79\.2451 |`);
  });

  it('says each time what is left out with a reason', async () => {
    const { root, dir } = sampleWorkspace(sampleReports());
    const off = { code: 'startup_off', severity: 'warning', args: { reason: 'a page | starts it' } } as const;
    verifyReport.write(dir, { ...verified([]), warnings: [off] });
    const { stdout } = await capture(summaryBin('0'), root);
    expect(stdout).toContain(String.raw`- warning: how it starts is not measured\: a page \| starts it`);
  });

  it('says what every subject allocates, or why that is not told', async () => {
    const reports = sampleReports();
    const rowOf = async (memory: MemoryJson) => {
      const { root, dir } = sampleWorkspace({ ...reports, memory });
      verifyReport.write(dir, verified([]));
      const { stdout } = await capture(summaryBin('0'), root);
      return stdout.split('\n').filter((line) => /^\| (?:memory|sample) /.test(line))[2];
    };
    expect(await rowOf(reports.memory)).toBe('| sample | 0 B in 0 | 1,612 B in 1 | 1,612 B | 17 |  |  |');
    const { figures } = reports.memory;
    const leak = { invocation: 'init()', calls: 16, live_bytes: 24, live_bytes_again: 408 };
    const leaks = [{ ...leak, leaked_bytes_per_call: 24, function: null, reason: null }];
    expect(await rowOf({ ...reports.memory, figures: figures && { ...figures, leaks } })).toContain(
      '| 17 | 24 B |  |',
    );
    const nothing = { ...reports.memory, figures: null, exact: null };
    expect(await rowOf(nothing)).toBe('| sample | inconclusive |  |  |  |  |  |');
    expect(await rowOf({ ...nothing, off: 'a page | starts it' })).toBe(
      String.raw`| sample | not counted: a page \| starts it |  |  |  |  |  |`,
    );
  });

  it('is red when a subject did not finish', async () => {
    const { root, write } = sampleWorkspace(sampleReports());
    write('subjects/sample/target/wasm-bench/verify.json', '{"torn');
    const { stdout } = await capture(summaryBin('0'), root);
    expect(stdout).toContain('## wasmgate: fail');
    expect(stdout).toContain('| sample | ❌ did not finish |');
  });

  it('escapes hostile names', async () => {
    const reports = sampleReports({ exact: { [hostile]: { value: 1, basis: { engine: 'x' } } } });
    const { root, dir } = sampleWorkspace(reports);
    verifyReport.write(
      dir,
      verified([{ report: 'regression', code: 'metric_missing', args: { metric: hostile } }]),
    );
    regressionReport.write(
      dir,
      compareSubject({ name: 'sample', gate: {}, reports, baseline: null, strict: false }),
    );
    const { stdout } = await capture(summaryBin('0'), root);
    for (const text of ['<img', '](', '`@', '@team', 'https://', '\n# h', '\u202e']) {
      expect(stdout).not.toContain(text);
    }
    // Every row of a table keeps its cells.
    for (const line of stdout.split('\n').filter((l) => l.includes('fuel') && l.startsWith('|'))) {
      expect(line.replaceAll(String.raw`\|`, '').split('|')).toHaveLength(8);
    }
  });

  it('leaves plain words as they are', () => {
    expect(markdownText('plain words 12')).toBe('plain words 12');
    expect(markdownText('a_b|c')).toBe(String.raw`a\_b\|c`);
  });

  it('is appended to the file that GITHUB_STEP_SUMMARY names; a failure to write is the environment (3)', async () => {
    const { root, dir } = sampleWorkspace(sampleReports());
    verifyReport.write(dir, verified([]));
    const file = join(root, 'summary.md');
    writeFileSync(file, 'before\n');
    const run = (to: string) => capture(summaryBin('0'), { cwd: root, env: { GITHUB_STEP_SUMMARY: to } });
    expect((await run(file)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n## wasmgate: pass/);
    expect((await run(root)).code).toBe(3);
  });
});
