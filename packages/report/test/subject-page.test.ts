import { capture, scratchFolder } from '@wasmgate/cli-kit/testing';
import { REPORT_DIR, REPORT_PAGE } from '@wasmgate/contracts/layout';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
// @boundaries-ignore reports as the other tools write them
import { acceptAll } from '../../regression-compare/test/sample-baseline.ts';
// @boundaries-ignore reports as the other tools write them
import { sampleReports } from '../../regression-compare/test/sample-reports.ts';
// @boundaries-ignore reports as the other tools write them
import { sampleWorkspace } from '../../regression-compare/test/sample-subject.ts';
import { subjectPage } from '../src/page/subject-page.ts';
import { reportBin } from '../src/report-bin.ts';
import type { Reports } from '../src/reports/reports.ts';

const measured = sampleReports();
const reports: Reports = {
  name: 'sample',
  check: null,
  regression: null,
  tree: null,
  advice: null,
  history: [],
  ...measured,
};
const idsIn = (page: string): string[] =>
  [...page.matchAll(/<section id="([a-z]+)"/g)].map(([, id]) => id ?? '');

it('has a part for each report, and none for one that is not there', () => {
  expect(idsIn(subjectPage(reports))).toEqual(['features', 'startup', 'memory', 'made']);
  expect(idsIn(subjectPage({ ...reports, startup: null, features: null, memory: null }))).toEqual(['made']);
});

it('asks for nothing, and runs nothing but its own script', () => {
  const page = subjectPage(reports);
  expect(page).toContain('default-src &#39;none&#39;; style-src &#39;sha256-');
  expect(page).not.toMatch(/\s(?:src|href)="(?!#)|\son[a-z]+=|\sstyle=|url\(|@import/);
});

it('is written beside the reports, or where --out says', async () => {
  const { dir } = sampleWorkspace(measured, { baseline: acceptAll(measured) });
  const { code, stdout } = await capture(reportBin('0.0.0'), dir);
  expect([code, stdout]).toEqual([0, `${REPORT_DIR}/${REPORT_PAGE}\n`]);
  expect(readFileSync(join(dir, REPORT_DIR, REPORT_PAGE), 'utf8')).toMatch(/^<!doctype html>/);
  expect((await capture(reportBin('0.0.0'), dir, '--out', 'there.html')).stdout).toBe('there.html\n');
});

it('of a folder without a report is an error that says how to get one', async () => {
  const { code, stderr } = await capture(
    reportBin('0.0.0'),
    scratchFolder(onTestFinished, { 'wasmgate.json': '{}' }),
  );
  expect(code).toBe(2);
  expect(stderr).toContain('fix: make them: npx turbo run verify');
});
