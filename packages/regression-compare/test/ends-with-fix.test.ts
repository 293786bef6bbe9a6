import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '@wasmgate/cli-kit/testing';
import { finding } from '@wasmgate/contracts/finding';
import { featuresReport } from '@wasmgate/contracts/features';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { expect, it } from 'vitest';
import type { MeasuredReports as Reports } from '../src/index.ts';
import { regressionBin } from '../src/regression-bin.ts';
import { verifyBin } from '../src/verify-bin.ts';
import { acceptAll } from './sample-baseline.ts';
import { sampleReports, type SampleOptions } from './sample-reports.ts';
import { sampleWorkspace } from './sample-subject.ts';

const reports = sampleReports();
const larger = { rawBytes: 95_000 };

/** A report that failed by this. */
const failing = <R extends object, F>(report: R, found: F) => ({
  ...report,
  verdict: 'fail' as const,
  findings: [found],
});

interface Case {
  readonly of?: Reports;
  readonly sample?: SampleOptions;
  readonly config?: Partial<SubjectConfig>;
  /** What is done to the workspace before verify runs. */
  readonly spoil?: (dir: string) => void;
  /** What the last lines name. */
  readonly fix: RegExp;
}

const accept = /npx wasmgate baseline --accept \S+ --subject sample$/;
const present = { group: 'tokio', verdict: 'present_reachable', evidence: 'tokio::spawn' } as const;
const slower = {
  metric: 'wasm_instantiation_warm_ms',
  change_pct: 6.1,
  low_pct: 5.2,
  high_pct: 7,
  rounds: 16,
  null_pct: 0.4,
} as const;

const cases: Record<string, Case> = {
  'over a budget': {
    config: { budgets: { wasm_size_raw_kb: 10 } },
    fix: /change budgets\.wasm_size_raw_kb in wasmgate\.json/,
  },
  'worse than the baseline': { of: sampleReports(larger), sample: larger, fix: accept },
  'an excluded feature': {
    of: { ...reports, features: failing(reports.features, finding('feature_present', present)) },
    fix: /npx wasmgate features \(in the folder of sample\); then remove what brings it in$/,
  },
  'a slower start': {
    of: { ...reports, startup: failing(reports.startup, finding('startup_regressed', slower, 'violation')) },
    fix: /npx wasmgate remeasure sample; how: docs\/measuring\.md$/,
  },
  'a guest that traps': {
    of: {
      ...reports,
      startup: failing(
        reports.startup,
        finding('guest_trap', { reason: 'init', backtrace: [] }, 'violation'),
      ),
    },
    fix: /npx wasmgate startup/,
  },
  'memory that leaks': {
    of: {
      ...reports,
      memory: failing(
        reports.memory,
        finding('memory_leaked', { invocation: 'init()', bytes_per_call: 8, calls: 16 }, 'violation'),
      ),
    },
    fix: /^ {2}fix: free it, or say in wasmgate\.json why it may stay/,
  },
  'a task that did not run': {
    spoil: (dir) => rmSync(featuresReport.path(dir)),
    fix: /npx turbo run feature-check --filter=sample$/,
  },
  'an artifact that is another': {
    spoil: (dir) => rmSync(join(dir, 'target/wasm-bench/build/shipped.wasm')),
    fix: /npx turbo run build/,
  },
};

it.each(Object.entries(cases))(
  '%s: the last lines are what to do',
  async (_what, { of = reports, sample = {}, config = {}, spoil, fix }) => {
    const { dir } = sampleWorkspace(of, { baseline: acceptAll(reports), config, ...sample });
    const ran = await capture(regressionBin('0.0.0'), dir, '--exit-zero');
    expect(ran.stderr).toBe('');
    spoil?.(dir);
    const { code, stdout, stderr } = await capture(verifyBin('0.0.0'), {
      cwd: dir,
      columns: 80,
      env: { NO_COLOR: '1' },
    });
    expect(code).toBeGreaterThan(0);
    const last = (stderr === '' ? stdout : stderr).trimEnd();
    // A line, and those that it goes on in.
    expect(last.slice(last.lastIndexOf('\n  fix: ') + 1).replaceAll(/\n +/g, ' ')).toMatch(fix);
    expect(
      last
        .slice(last.lastIndexOf('\n  fix: ') + 1)
        .split('\n')
        .slice(1),
    ).toEqual(expect.not.arrayContaining([expect.stringMatching(/^\S/)]));
  },
);
