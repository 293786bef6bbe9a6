import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { featureSettings, featureSettingsOf } from '@wasmgate/contracts/settings/feature-check';
import { readSubject } from '@wasmgate/contracts/subject';
import { featuresReport, type FeaturesJson } from '@wasmgate/contracts/features';
import { describe, expect, it } from 'vitest';
import { capture } from '@wasmgate/cli-kit/testing';
import { featureCheckBin } from '../src/feature-check-bin.ts';
import { groupOf } from './run-check.ts';
import { subjectFolder, unit } from './subject.ts';
import { symbols } from './symbols.ts';

const functions = [
  { name: 'run', export: 'run', calls: [1, 2] },
  { name: symbols.function },
  { name: symbols.legacy },
];
const tokio = { name: 'tokio', crates: ['tokio'] };
const base = { group: 'tokio', reason: 'until the port', owner: 'ada', expires: '2027-01-31' };
const names = { ...base, match: 'tokio::*' };
const units = { ...base, match: 'tokio 1.*', owner: 'bob', expires: '2027-06-30' };

interface Run {
  readonly exceptions: readonly unknown[];
  readonly day?: string;
  readonly env?: Record<string, string>;
  readonly groups?: readonly unknown[];
}

/** Runs the bin in a subject on a day; gives what it printed and what the subject keeps. */
async function runOn({ exceptions, day = '2027-01-01', env = {}, groups = [tokio] }: Run) {
  const features = { groups, exceptions };
  const dir = subjectFolder({ linked: { functions }, units: [unit('tokio')], features });
  const bin = featureCheckBin('1.2.3');
  const now = () => new Date(`${day}T12:00:00Z`);
  // Under turbo the task settings has left what is asked.
  const subject = 'TURBO_HASH' in env ? readSubject(dir) : null;
  if (subject !== null) featureSettings.write(dir, featureSettingsOf(subject));
  const { code, stdout, stderr } = await capture(bin, { cwd: dir, env, now }, '--json');
  if (stdout === '') return { code, stderr } as never;
  return {
    code,
    stderr,
    printed: featuresReport.check('stdout', JSON.parse(stdout)),
    kept: featuresReport.read(dir),
    // The hash of what was asked has the folder's name in it.
    text: readFileSync(featuresReport.path(dir), 'utf8')
      .replaceAll(basename(dir), 'subject')
      .replace(/"settings_sha256": "\w+"/, ''),
    table: async () => (await capture(bin, { cwd: dir, env, now })).stdout,
  };
}

/** What the check is asked of an exception. */
const asked = ({ group, rule, match }: { group: string; rule?: string; match: string }) => ({
  group,
  ...(rule === undefined ? {} : { rule }),
  match,
});

const codes = ({ findings }: FeaturesJson) => findings.map(({ code, severity }) => `${code} ${severity}`);

describe('exceptions that cover everything', () => {
  it('let the group pass, and hide nothing of what is there', async () => {
    const { code, kept, printed, table } = await runOn({ exceptions: [names, units] });
    expect([code, kept.verdict, codes(kept)]).toEqual([0, 'pass', []]);
    const group = groupOf(kept, 'tokio');
    expect(group).toMatchObject({
      verdict: 'present_reachable',
      fails: false,
      evidence_count: 3,
      excepted_count: 3,
      evidence: [{ exception: 1 }, { exception: 1 }, { source: 'unit', exception: 0 }],
    });
    expect(kept.exceptions).toEqual([
      // The one that lasts longest first.
      { ...asked(units), used: 1, evidence: 'unit tokio 1.0.0 (lib)' },
      { ...asked(names), used: 2, evidence: 'name tokio::sync::notify::notify_locked' },
    ]);
    expect(printed.exceptions).toMatchObject([units, { ...names, ended: false }]);
    const shown = await table();
    expect(shown).toContain('present_reachable (excepted)');
    expect(shown).toContain('excepted until 2027-01-31 by ada: until the port');
  });

  it('leave a report that does not know what day it is', async () => {
    const texts = await Promise.all(
      ['2026-01-01', '2027-01-31', '2027-02-01', '2050-01-01'].map(
        async (day) => (await runOn({ exceptions: [names, units], day })).text,
      ),
    );
    expect(new Set(texts).size).toBe(1);
  });

  it('count on their last day, and by hand no longer on the next', async () => {
    expect((await runOn({ exceptions: [names, units], day: '2027-01-31' })).code).toBe(0);
    const { code, printed, kept, table } = await runOn({ exceptions: [names, units], day: '2027-02-01' });
    expect([code, printed.verdict, kept.verdict]).toEqual([1, 'fail', 'pass']);
    expect(groupOf(printed, 'tokio').fails).toBe(true);
    expect(groupOf(kept, 'tokio').fails).toBe(false);
    expect(printed.findings).toEqual([
      {
        code: 'exception_expired',
        severity: 'violation',
        args: {
          group: 'tokio',
          match: 'tokio::*',
          owner: 'ada',
          expires: '2027-01-31',
          verdict: 'present_reachable',
          evidence: 'name tokio::sync::notify::notify_locked',
        },
      },
    ]);
    expect(await table()).toContain('was excepted until 2027-01-31 by ada: until the port');
    expect(await table()).toMatch(/counted until 2027-01-31 \(owner: ada\); the group is present_reachable/);
  });

  it('under turbo are left to wasm-verify, whatever the day: its cache would keep the answer', async () => {
    const env = { TURBO_HASH: '1' };
    const { code, printed, kept } = await runOn({ exceptions: [names, units], day: '2050-01-01', env });
    expect(code).toBe(0);
    expect(printed).toEqual(kept);
  });
});

describe('exceptions that cover a part', () => {
  it('leave the rest to fail, which is what is reported first', async () => {
    const { code, kept } = await runOn({ exceptions: [{ ...names, match: 'tokio::sync::*' }, units] });
    expect(code).toBe(1);
    const group = groupOf(kept, 'tokio');
    expect(group).toMatchObject({ fails: true, excepted_count: 2 });
    expect(group.evidence.map(({ text, exception }) => [text, exception])).toEqual([
      ['tokio::runtime::Handle::current', undefined],
      ['tokio::sync::notify::notify_locked', 1],
      ['tokio 1.0.0 (lib)', 0],
    ]);
    expect(kept.findings[0]?.args).toMatchObject({
      evidence: expect.stringContaining('tokio::runtime::Handle::current'),
    });
  });

  it('do not stand for the unit: that nothing is seen of it stays undecided', async () => {
    const { code, kept } = await runOn({ exceptions: [names] });
    expect([code, codes(kept)]).toEqual([1, ['feature_inconclusive violation']]);
  });

  it('do not stand for evidence that is missing, nor are they shown as if they told against it', async () => {
    const features = {
      groups: [{ name: 'tokio', patterns: ['tokio::'] }],
      exceptions: [{ ...base, match: '*' }],
    };
    const linked = { functions: [{ export: 'run' }], data: ['tokio::x'] };
    const { code, stdout } = await capture(
      featureCheckBin('1'),
      { cwd: subjectFolder({ linked, units: [], features }), now: () => new Date('2027-01-01') },
      '--json',
    );
    expect(code).toBe(1);
    expect(featuresReport.check('stdout', JSON.parse(stdout)).findings).toEqual([
      { code: 'feature_inconclusive', severity: 'violation', args: { group: 'tokio', missing: ['names'] } },
    ]);
  });

  it('of one rule do not cover what breaks another', async () => {
    const groups = [{ ...tokio, patterns: ['notify_locked'] }];
    const { code, kept } = await runOn({ exceptions: [{ ...names, rule: 'tokio' }, units], groups });
    expect(code).toBe(1);
    expect(groupOf(kept, 'tokio').evidence[0]).toMatchObject({ matched: 'notify_locked' });
    const both = [{ ...names, rule: 'tokio' }, { ...names, rule: 'notify_locked' }, units];
    expect((await runOn({ exceptions: both, groups })).code).toBe(0);
  });

  it('do not reach into another group', async () => {
    const groups = [tokio, { name: 'again', crates: ['tokio'] }];
    const { kept } = await runOn({ exceptions: [names, units], groups });
    expect(kept.groups.map(({ fails }) => fails)).toEqual([false, true]);
  });
});

describe('exceptions that cover nothing', () => {
  it('are a warning, on any day', async () => {
    const exceptions = [names, units, { ...base, match: 'tokio::fs::*', expires: '2020-01-01' }];
    const { code, kept, printed, table } = await runOn({ exceptions });
    expect([code, codes(kept), codes(printed)]).toEqual([0, [], ['exception_unused warning']]);
    expect(kept.exceptions?.[2]).toMatchObject({ used: 0 });
    expect(await table()).toContain('covers nothing (owner: ada, until 2020-01-01)');
  });

  it('are those that a longer one makes needless: an expired one does not hide one that counts', async () => {
    const exceptions = [{ ...names, expires: '2026-01-01' }, names, units];
    const { code, printed } = await runOn({ exceptions });
    expect([code, codes(printed)]).toEqual([0, ['exception_unused warning']]);
    expect(printed.exceptions?.map(({ used }) => used)).toEqual([1, 2, 0]);
  });

  it.each([
    [
      'a group that there is not',
      { ...names, group: 'tokyo' },
      /exceptions \(match "tokio::\*"\): there is no group "tokyo"/,
    ],
    ['a rule that there is not', { ...names, rule: 'mio' }, /exceptions \(match .*\): .* has no rule "mio"/],
    ['no owner', { ...names, owner: undefined }, /exceptions\[0\]\.owner: is missing/],
    ['no reason', { ...names, reason: '' }, /exceptions\[0\]\.reason/],
    ['no day', { ...names, expires: 'some day' }, /exceptions\[0\]\.expires/],
  ])('and name %s are refused with exit 2', async (_what, exception, message) => {
    const { code, stderr } = await runOn({ exceptions: [exception] });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

it('hostile names match as they are shown, and get no control character into the report', async () => {
  const evil = 'tokio::\u001b[2J\u202e';
  const exceptions = [{ ...base, match: 'tokio::\\u{1b}[2J*' }];
  const features = { groups: [tokio], exceptions };
  const linked = { functions: [{ name: evil, export: 'run' }] };
  const dir = subjectFolder({ linked, units: [], features });
  const { stdout } = await capture(
    featureCheckBin('1'),
    { cwd: dir, now: () => new Date('2027-01-01') },
    '--json',
  );
  const report = featuresReport.check('stdout', JSON.parse(stdout));
  expect([report.verdict, report.exceptions?.[0]?.used]).toEqual(['pass', 1]);
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
