import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '@wasmgate/cli-kit/testing';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { writeNative } from '@wasmgate/contracts/native';
import { NATIVE_FOLDERS, nativeFile } from '@wasmgate/contracts/layout';
import { startupReport, type NativeBin } from '@wasmgate/contracts/startup';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { verifyReport } from '@wasmgate/contracts/verify';
import { expect, test } from 'vitest';
import { compareSubject, type MeasuredReports as Reports } from '../src/index.ts';
import { regressionBin } from '../src/regression-bin.ts';
import { verifyBin } from '../src/verify-bin.ts';
import { acceptAll, seed } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';
import { sampleWorkspace } from './sample-subject.ts';

const KEYS = ['binary_size_kb', 'startup_time_ms', 'throughput_invocations_per_sec'] as const;
const [SIZE, TIME, RUNS] = KEYS.map((key) => `native.app.${key}`) as [string, string, string];
const bytes = (length: number): Buffer => Buffer.alloc(length, 'app');
const hash = (length: number): string => createHash('sha256').update(bytes(length)).digest('hex');
const config: SubjectConfig = {
  crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release-wasm' },
  native: [{ bin: 'app', args: ['go'] }],
};

const ACCEPTED = 400_000;
type Comparison = NonNullable<NativeBin['comparison']>;
type Status = Comparison['metric']['status'];

/** A comparison with the accepted program. */
function comparison(status: Status, change: number): Comparison {
  const isSame = status === 'identical';
  return {
    baseline: { artifact: 'baseline/native/app', sha256: hash(ACCEPTED) },
    ...(isSame ? { skipped: 'identical_bytes' as const } : {}),
    method: 'a test',
    confidence: 0.95,
    seeds: [1],
    rounds: 16,
    metric: {
      name: TIME,
      status,
      ...(status === 'unproven' ? { reason: 'null_moved' as const } : {}),
      ratio: 1 + change,
      interval: [1 + change - 0.01, 1 + change + 0.01],
      head_ms: isSame ? null : 2.1,
      baseline_ms: isSame ? null : 2,
      rounds: 16,
      null: isSame ? null : { ratio: 1, interval: [0.99, 1.01], half_width_pct: 0.5, moved: false },
      least_change_pct: 2,
      earlier: [],
    },
    throughput: isSame ? null : { head: 480, baseline: 500 },
    peak_rss: null,
    runs: [],
  };
}

function reports(length: number, parts: Partial<NativeBin> = {}): Reports {
  const times = { iterations: 20, min_ms: 1.9, max_ms: 3, mean_ms: 2.1, p50_ms: 2, p90_ms: 2.5, p99_ms: 2.9 };
  const all = sampleReports();
  const app: NativeBin = {
    bin: 'app',
    args: ['go'],
    sha256: hash(length),
    bytes: length,
    platform: 'x86_64-linux',
    linker: 'cc 12',
    ran: true,
    processes: 20,
    startup_time_ms: times,
    binary_size_kb: Math.round(length / 102.4) / 10,
    throughput_invocations_per_sec: 476.2,
    peak_rss_kb: null,
    peak_rss_unknown: 'only Linux tells it',
    comparison: null,
    uncompared: 'no_baseline',
    ...parts,
  };
  return { ...all, startup: startupReport.check('a sample', { ...all.startup, native: [app] }) };
}

const native = { app: { sha256: hash(ACCEPTED), bytes: ACCEPTED, platform: 'x86_64-linux' } };
const basis = { toolchain: 'debian rustc 1.97.1', linker: 'cc 12' };
const accepted = acceptAll(reports(ACCEPTED), { native: { app: { ...native.app, basis } } });
const against = (status: Status, change = 0.05) => ({ comparison: comparison(status, change) });

function compare(
  measured: Reports,
  baseline: BaselineSubject | null = accepted,
  own: Partial<SubjectConfig> = {},
) {
  const report = compareSubject({
    name: 'sample',
    gate: own,
    reports: measured,
    baseline,
    strict: false,
  });
  const row = (name: string) => report.metrics.find((metric) => metric.name === name);
  return {
    ...report,
    rows: [SIZE, TIME, RUNS].map(row),
    statuses: [SIZE, TIME, RUNS].map((name) => row(name)?.status),
  };
}

test('what was not accepted yet is new; the three keys of the seed stay unmeasured', () => {
  const { statuses, metrics, verdict } = compare(reports(ACCEPTED), seed);
  expect([statuses, verdict]).toEqual([['new', 'new', 'new'], 'pass']);
  for (const key of KEYS) {
    expect(metrics.find(({ name }) => name === key)).toMatchObject({ kind: 'native', status: 'unmeasured' });
  }
});

test('the accepted bytes are identical, in size and in time', () => {
  expect(compare(reports(ACCEPTED, against('identical', 0))).statuses).toEqual(Array(3).fill('identical'));
});

test('a regressed start fails once, and its throughput with it', () => {
  const { rows, findings, verdict } = compare(reports(ACCEPTED + 10, against('regressed')));
  expect(rows).toMatchObject([
    { kind: 'exact', status: 'pass', tolerance_pct: 2 },
    { kind: 'timed', status: 'regressed', value: 2, baseline: 2, delta_pct: 5 },
    { kind: 'timed', status: 'regressed', value: 476.2, baseline: 500, delta_pct: -4.762 },
  ]);
  expect(verdict).toBe('fail');
  expect(findings).toMatchObject([
    { code: 'startup_regressed', severity: 'violation', args: { metric: TIME } },
  ]);
});

test.each(['improved', 'pass', 'unproven'] as const)('%s is said of both', (status) => {
  const { statuses, verdict } = compare(reports(ACCEPTED + 10, against(status)));
  expect([statuses, verdict]).toEqual([['pass', status, status], 'pass']);
});

test('a size may grow by 2 %', () => {
  const { rows, findings } = compare(reports(Math.ceil(ACCEPTED * 1.021), against('pass')));
  expect(rows[0]).toMatchObject({ status: 'regressed', tolerance_pct: 2 });
  expect(findings).toMatchObject([{ code: 'metric_regressed', args: { metric: SIZE } }]);
  const policy = { [SIZE]: { tolerance: '3%' } };
  expect(compare(reports(Math.ceil(ACCEPTED * 1.021), against('pass')), accepted, { policy }).verdict).toBe(
    'pass',
  );
});

test('another linker: shown, not gated', () => {
  const { statuses, verdict } = compare(reports(ACCEPTED * 2, { linker: 'cc 13', ...against('regressed') }));
  expect([statuses, verdict]).toEqual([Array(3).fill('basis_changed'), 'pass']);
});

test('without a comparison in the same run times are not comparable', () => {
  expect(compare(reports(ACCEPTED + 10)).statuses).toEqual(['pass', 'not_comparable', 'not_comparable']);
});

test('a program that failed, or is gone, is missing', () => {
  const failed = { ran: false, processes: 0, startup_time_ms: null, throughput_invocations_per_sec: null };
  const { statuses, verdict } = compare(reports(ACCEPTED, { ...failed, uncompared: 'failed' }));
  expect([statuses, verdict]).toEqual([['identical', 'missing', 'missing'], 'fail']);
  expect(compare(sampleReports(), accepted, { native: [] }).statuses).toEqual(Array(3).fill('missing'));
});

test('budgets name them', () => {
  const budgets = { [TIME]: 1.5, [SIZE]: 500 };
  const { rows, findings } = compare(reports(ACCEPTED), accepted, { budgets });
  expect(rows[1]).toMatchObject({ status: 'over_budget', budget: 1.5 });
  expect(findings).toMatchObject([{ code: 'over_budget', args: { metric: TIME, max: 1.5, value: 2 } }]);
});

test('the gate shows them, and ties their figures to the bytes', async () => {
  const workspace = sampleWorkspace(reports(ACCEPTED, against('identical', 0)), {
    baseline: accepted,
    config,
  });
  const folder = join(workspace.dir, NATIVE_FOLDERS.built);
  const manifest = (length: number) =>
    writeNative(folder, {
      schema_version: 1,
      platform: 'x86_64-linux',
      linker: 'cc 12',
      bins: [{ bin: 'app', sha256: hash(length), bytes: length, args: ['go'] }],
    });
  const put = (length: number) =>
    workspace.write(join('subjects/sample', nativeFile(NATIVE_FOLDERS.built, 'app')), bytes(length));
  const run = async () => {
    await capture(regressionBin('0'), workspace.dir, '--exit-zero');
    return capture(verifyBin('0'), workspace.dir);
  };
  const missing = await run();
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('native.json is missing')]);

  manifest(ACCEPTED);
  put(ACCEPTED);
  const good = await run();
  expect(good.code, good.stderr).toBe(0);
  expect(good.stdout).toContain(
    'native app: P50 2.00 ms (mean 2.10 ms), 390.6 kB, 476 runs a second; against baseline/native/app: identical',
  );
  expect(verifyReport.read(workspace.dir).verdict).toBe('pass');

  put(ACCEPTED + 1);
  expect((await run()).stderr).toContain('build/native.json is stale: it speaks of other bytes');
  manifest(ACCEPTED + 1);
  expect((await run()).stderr).toContain('startup.json is stale: it speaks of other bytes');
  rmSync(nativeFile(folder, 'app'));
  expect((await run()).stderr).toContain('native/app is missing');

  workspace.write('subjects/sample/wasmgate.json', { ...config, native: [{ bin: 'app', args: ['come'] }] });
  expect((await run()).stderr).toContain('startup.json is stale');
});
