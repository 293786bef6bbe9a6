import { capture } from '@wasmgate/cli-kit/testing';
import { rowNote } from '@wasmgate/words';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import type { Comparison } from '@wasmgate/contracts/startup';
import { verifyReport } from '@wasmgate/contracts/verify';
import { expect, test } from 'vitest';
import { compareSubject, type MeasuredReports as Reports } from '../src/index.ts';
import { regressionBin } from '../src/regression-bin.ts';
import { verifyBin } from '../src/verify-bin.ts';
import { acceptAll } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';
import { sampleWorkspace } from './sample-subject.ts';

const accepted = acceptAll(sampleReports());
/** Other bytes than the accepted ones. */
const changed = sampleReports({ rawBytes: 81_200 });
const WARM = 'wasm_instantiation_warm_ms';

type Status = Comparison['verdict'];

function metric(status: Status): Comparison['metrics'][number] {
  return {
    name: WARM,
    status,
    ...(status === 'unproven' ? { reason: 'null_moved' as const } : {}),
    ratio: 1.061,
    interval: [1.052, 1.07],
    head_ms: 0.017,
    baseline_ms: 0.016,
    rounds: 16,
    null: { ratio: 1, interval: [0.996, 1.004], half_width_pct: 0.4, moved: status === 'unproven' },
    least_change_pct: 2,
    earlier: [],
  };
}

/** Reports whose benchmark compared with the accepted artifact, as it writes them. */
function compared(status: Status, baselineSha256 = accepted.artifact?.sha256 ?? ''): Reports {
  const { startup } = changed;
  const found = metric(status);
  const { interval, rounds } = found;
  return {
    ...changed,
    startup: {
      ...startup,
      comparison: {
        head: { artifact: startup.artifact, sha256: startup.artifact_sha256 },
        baseline: { artifact: 'baseline/shipped.wasm', sha256: baselineSha256 },
        verdict: status,
        ...(status === 'identical' ? { skipped: 'identical_bytes' as const } : {}),
        method: 'a test',
        confidence: 0.95,
        seeds: [1],
        rounds,
        metrics: [{ ...found, interval }],
        runs: [],
      },
    },
  };
}

function row(reports: Reports, baseline: BaselineSubject | null = accepted, strict = false) {
  const report = compareSubject({ name: 'sample', gate: {}, reports, baseline, strict });
  return { ...report, row: report.metrics.find(({ name }) => name === WARM) };
}

test.each(['regressed', 'improved', 'pass', 'unproven'] as const)(
  'a timed metric is %s when the same-run comparison says so',
  (status) => {
    const { row: found } = row(compared(status));
    expect(found).toMatchObject({
      kind: 'timed',
      status,
      baseline: 0.016,
      delta_pct: 6.1,
      tolerance_pct: 2,
    });
    expect(found && rowNote(found)).toContain('+6.1 % [+5.2, +7.0], 16 rounds, null +-0.4 %');
  },
);

test('a timed metric of the same bytes is identical', () => {
  expect(row(compared('identical')).row).toMatchObject({ kind: 'timed', status: 'identical' });
});

test('what was not compared in the same run stays not comparable', () => {
  const { metrics } = row(compared('pass'));
  expect(metrics.find(({ name }) => name === 'wasm_instantiation_cold_ms')).toMatchObject({
    status: 'not_comparable',
  });
});

test('a regression by time names metric, size and interval; the fix measures it again', async () => {
  const reports = compared('regressed');
  const { dir } = sampleWorkspace(reports, { baseline: accepted, rawBytes: 81_200 });
  await capture(regressionBin('0'), dir, '--exit-zero');
  const { code, stdout } = await capture(verifyBin('0'), dir);
  expect(code).toBe(1);
  const found = verifyReport.read(dir).failures.filter((failure) => failure.code === 'startup_regressed');
  expect(found).toHaveLength(1);
  expect(stdout).toContain('npx wasmgate remeasure sample');
  expect(stdout).toContain(`${WARM} +6.1 % [+5.2, +7.0], 16 rounds, null +-0.4 % regressed`);
});

test('files of different toolchains: the change is shown and not gated', async () => {
  const { artifact } = accepted;
  if (artifact?.basis === undefined) throw new Error('the sample says what made its artifact');
  const basis = { ...artifact.basis, toolchain: 'rustc 1.0' };
  const baseline = { ...accepted, artifact: { ...artifact, basis } };
  const reports = compared('regressed');
  expect(row(reports, baseline)).toMatchObject({
    verdict: 'pass',
    row: { status: 'basis_changed', delta_pct: 6.1, reason: 'other_toolchain' },
  });
  const { dir } = sampleWorkspace(reports, { baseline, rawBytes: 81_200 });
  await capture(regressionBin('0'), dir, '--exit-zero');
  const { code, stdout } = await capture(verifyBin('0'), dir);
  expect([code, verifyReport.read(dir).failures]).toEqual([0, []]);
  expect(stdout).toContain('basis_changed');
});

test('a comparison with another file than the accepted one says nothing of the baseline', () => {
  const found = row(compared('regressed', 'f'.repeat(64)));
  expect(found).toMatchObject({
    verdict: 'pass',
    row: { status: 'not_comparable', reason: 'other_file' },
  });
});

test('unproven passes, and fails under --strict', () => {
  const severities = [false, true].map(
    (strict) =>
      row(compared('unproven'), accepted, strict).findings.find(({ code }) => code === 'startup_unproven')
        ?.severity,
  );
  expect(severities).toEqual(['warning', 'violation']);
});

test('nothing was accepted yet: the artifact in baseline/ is compared with all the same', () => {
  expect(row(compared('regressed'), null)).toMatchObject({ verdict: 'fail', row: { status: 'regressed' } });
});
