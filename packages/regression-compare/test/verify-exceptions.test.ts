import { readFileSync } from 'node:fs';
import { capture } from '@wasmgate/cli-kit/testing';
import { featuresReport } from '@wasmgate/contracts/features';
import { verifyReport } from '@wasmgate/contracts/verify';
import { readSubject } from '@wasmgate/contracts/subject';
import { describe, expect, it } from 'vitest';
import { regressionBin } from '../src/regression-bin.ts';
import { verifyBin } from '../src/verify-bin.ts';
import { acceptAll } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';
import { sampleWorkspace, writeSlices } from './sample-subject.ts';

const exception = {
  group: 'tokio',
  match: 'tokio::sync::*',
  reason: 'until the port',
  owner: 'ada',
  expires: '2027-01-31',
};
const unused = { ...exception, match: 'tokio::fs::*' };
const reports = sampleReports();
const [evidence] = ['name tokio::sync::notify'];
const features = {
  ...reports.features,
  groups: reports.features.groups.map((group) =>
    group.name === 'tokio' ? { ...group, verdict: 'present_reachable' as const, excepted_count: 2 } : group,
  ),
  exceptions: [
    { group: 'tokio', match: exception.match, used: 2, evidence },
    { group: 'tokio', match: unused.match, used: 0 },
  ],
  required: [{ kind: 'export' as const, match: 'init', found: 1 }],
};

/** A subject with exceptions in use, whose tasks have all run. */
async function finished(exceptions: unknown = [exception, unused]) {
  const groups = features.groups.map(({ name }) => ({ name }));
  const config = { features: { groups, required: { exports: ['init'] }, exceptions } } as object;
  const workspace = sampleWorkspace({ ...reports, features }, { baseline: acceptAll(reports), config });
  expect((await capture(regressionBin('0.0.0'), workspace.dir)).code).toBe(0);
  return workspace;
}

/** Runs the gate on a day. */
function verifyOn(dir: string, day: string) {
  writeSlices(dir, reports, day);
  return capture(verifyBin('0.0.0'), { cwd: dir, now: () => new Date(`${day}T23:59:59Z`) });
}

describe('exceptions in use', () => {
  it('are shown with owner, last day and reason, and the gate passes', async () => {
    const { dir } = await finished();
    const { code, stdout } = await verifyOn(dir, '2027-01-31');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'exception in tokio: tokio::sync::* (owner ada, until 2027-01-31): until the port',
    );
    expect(stdout).toContain('present reachable (units), excepted: tokio');
    expect(stdout).toContain('1 required exports and imports, all there');
    expect(stdout).not.toContain('exception in tokio: tokio::fs::*');
    expect(verifyReport.read(dir).warnings.map((warning) => warning.code)).toContain('exception_unused');
  });

  it('fail the gate on the day after, from the very same features.json', async () => {
    const { dir } = await finished();
    const before = readFileSync(featuresReport.path(dir), 'utf8');
    expect((await verifyOn(dir, '2027-01-31')).code).toBe(0);
    const { code, stdout } = await verifyOn(dir, '2027-02-01');
    expect(code).toBe(1);
    expect(readFileSync(featuresReport.path(dir), 'utf8')).toBe(before);
    expect(verifyReport.read(dir).failures).toMatchObject([
      {
        report: 'features',
        code: 'exception_expired',
        args: { group: 'tokio', owner: 'ada', expires: '2027-01-31', verdict: 'present_reachable', evidence },
      },
    ]);
    expect(stdout).toContain('let ada renew "expires"');
    expect(stdout).toContain('exception in tokio: tokio::sync::* (owner ada, EXPIRED on 2027-01-31)');
  });

  it('that wasmgate.json no longer has, or has otherwise, are no verdict by hand: the settings are stale', async () => {
    const { dir, write } = await finished();
    const config = readSubject(dir)?.config;
    const exceptions = [{ ...exception, expires: '2099-01-01' }, unused];
    write('subjects/sample/wasmgate.json', { ...config, features: { ...config?.features, exceptions } });
    const { code, stderr } = await capture(verifyBin('0.0.0'), dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining('settings/gate.json is stale')]);
    expect(stderr).toContain('turbo run settings');
  });
});
