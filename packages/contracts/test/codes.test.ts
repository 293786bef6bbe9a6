import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { codes, type Code, type CodeEntry } from '../src/codes.ts';
import { checkFindingsOf, checkVerification } from '../src/check-findings.ts';
import { InputError } from '../src/errors.ts';
import { finding, verdictOf, type FindingIn } from '../src/finding.ts';
import { verifyReport, type VerifyJson } from '../src/verify.ts';

// tsc is the test: a directive that nothing needs is an error.
test('a wrong code, argument or severity does not compile', () => {
  // @ts-expect-error: no such code
  expect(() => finding('guest_trapped', { reason: 'x' }, 'violation')).toThrow(TypeError);
  const made = [
    finding('exports_missing', { missing: [] }, 'violation', 'shipped'),
    // @ts-expect-error: an argument is missing
    finding('over_budget', { metric: 'm', max: 1 }),
    // @ts-expect-error: an argument of another kind
    finding('over_budget', { metric: 'm', max: 1, value: '2' }),
    // @ts-expect-error: a word that is not on the list
    finding('startup_unproven', { metrics: [], reason: 'tired' }, 'warning'),
    // @ts-expect-error: an argument that the code does not have
    finding('policy_unmatched', { metric: 'm', max: 1 }),
    // @ts-expect-error: who gives it decides how bad it is
    finding('guest_exit', { status: 1 }),
    // @ts-expect-error: a severity that the code cannot have
    finding('guest_exit', { status: 1 }, 'info'),
    // @ts-expect-error: of a code with one severity nobody decides
    finding('policy_unmatched', { metric: 'm' }, 'warning', 'a path'),
  ];
  // @ts-expect-error: size.json gives no such code
  const given: FindingIn<'size'> = finding('policy_unmatched', { metric: 'm' });
  expect([made.length, given.severity]).toEqual([8, 'violation']);
});

test('a finding has the severity of its code, or the one that is chosen', () => {
  expect(finding('policy_unmatched', { metric: 'm' })).toEqual({
    code: 'policy_unmatched',
    severity: 'violation',
    args: { metric: 'm' },
  });
  const early = finding('guest_exit', { status: 1 }, 'warning', 'unoptimized');
  expect(early).toEqual({
    code: 'guest_exit',
    severity: 'warning',
    args: { status: 1 },
    path: 'unoptimized',
  });
  expect(finding('fuel_varies', {}, 'shipped').path).toBe('shipped');
  expect([verdictOf([early]), verdictOf([finding('policy_unmatched', { metric: 'm' })])]).toEqual([
    'pass',
    'fail',
  ]);
});

describe('the findings of a report', () => {
  const good = finding('guest_trap', { reason: 'unreachable', backtrace: [] }, 'violation');
  it.each([
    ['a code of another version', { ...good, code: 'guest_fell' }, '.code: "guest_fell" is no code'],
    ['a name that every object has', { ...good, code: 'constructor' }, '.code: "constructor" is no code'],
    [
      'a code of another report',
      finding('policy_unmatched', { metric: 'm' }),
      '.code: policy_unmatched is no code of startup.json',
    ],
    [
      'another severity',
      { ...good, severity: 'info' },
      '.severity: expected violation or warning of guest_trap, found "info"',
    ],
    ['a missing argument', { ...good, args: { reason: 'x' } }, '.args.backtrace: is missing'],
    [
      'an argument of another kind',
      { ...good, args: { ...good.args, backtrace: 'x' } },
      '.args.backtrace: expected a list of texts, found "x"',
    ],
    [
      'an optional argument of another kind',
      { ...good, args: { ...good.args, during: 5 } },
      '.args.during: expected a text, found 5',
    ],
    [
      'a word that is not on the list',
      { code: 'startup_unproven', severity: 'warning', args: { metrics: [], reason: 'tired' } },
      '.args.reason: expected one of null_moved, too_noisy, found "tired"',
    ],
    ['an argument too many', { ...good, args: { ...good.args, more: 1 } }, '.args.more: unknown argument'],
  ])('are refused for %s', (_what, bad, message) => {
    expect(checkFindingsOf('startup')({ findings: [good, bad] })).toContain(`$.findings[1]${message}`);
  });

  it('pass as they are made', () => {
    expect(checkFindingsOf('startup')({ findings: [good] })).toBeNull();
    expect(checkVerification({ failures: [{ ...good, report: 'startup' }], warnings: [] })).toBeNull();
  });
});

describe('a report with a finding that is none', () => {
  const report: VerifyJson = {
    schema_version: 1,
    subject: 's',
    artifact_sha256: null,
    strict: false,
    verdict: 'fail',
    counts: { gated: 1, failed: 1, listed: 0, not_comparable: 0 },
    failures: [{ report: 'startup', code: 'guest_exit', args: { status: 1 } }],
    warnings: [],
  };

  it('is an input error when read, and is not written at all', () => {
    const dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    verifyReport.write(dir, report);
    const file = verifyReport.path(dir);
    expect(verifyReport.read(dir)).toEqual(report);
    writeFileSync(file, readFileSync(file, 'utf8').replace('guest_exit', 'guest_left'));
    expect(() => verifyReport.read(dir)).toThrow(InputError);
    expect(() => verifyReport.read(dir)).toThrow(`${file}: $.failures[0].code: "guest_left" is no code`);
    const args = { status: 'one' };
    const bad = { ...report, failures: [{ ...report.failures[0], args }] } as unknown as VerifyJson;
    expect(() => verifyReport.write(dir, bad)).toThrow(/refused to write: \$\.failures\[0\]\.args\.status/);
  });
});

test('every code names a report, and at most two severities', () => {
  for (const [code, { reports, severity }] of Object.entries<CodeEntry>(codes) as [Code, CodeEntry][]) {
    expect([code, reports.length > 0, [severity].flat().length < 3]).toEqual([code, true, true]);
  }
});
