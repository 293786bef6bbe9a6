import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '@wasmgate/cli-kit/testing';
import { PAGES_DIR } from '@wasmgate/contracts/layout';
import { expect, it } from 'vitest';
// @boundaries-ignore baseline.json as it is written
import { baselineText } from '../../regression-compare/src/accept/baseline-text.ts';
// @boundaries-ignore reports as the other tools write them
import { acceptAll } from '../../regression-compare/test/sample-baseline.ts';
// @boundaries-ignore reports as the other tools write them
import { sampleReports } from '../../regression-compare/test/sample-reports.ts';
// @boundaries-ignore reports as the other tools write them
import { sampleWorkspace } from '../../regression-compare/test/sample-subject.ts';
import { reportBin } from '../src/report-bin.ts';

const before = sampleReports({ rawBytes: 90_000 });
const now = sampleReports({ rawBytes: 81_147 });

it('writes a page of each subject and one over all of them, with what git has of baseline.json', async () => {
  const { root, write } = sampleWorkspace(now, { baseline: acceptAll(before) });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: root });
  git('init', '-q');
  for (const reports of [before, now]) {
    write(
      'baseline.json',
      baselineText({ schema_version: 2, subjects: { sample: acceptAll(reports) } }, '{}'),
    );
    git('add', 'baseline.json');
    git('commit', '-qm', 'accept');
  }
  const place = { cwd: root, env: { PATH: process.env['PATH'] } };
  const { code, stdout } = await capture(reportBin('0.0.0'), place);
  expect([code, stdout]).toEqual([0, `${PAGES_DIR}/index.html\n`]);
  const index = readFileSync(join(root, PAGES_DIR, 'index.html'), 'utf8');
  expect(index).toContain('href="sample.html"');
  const page = readFileSync(join(root, PAGES_DIR, 'sample.html'), 'utf8');
  const history = page.slice(page.indexOf('id="history"'), page.indexOf('id="made"'));
  expect(history).toMatch(/wasm_size_raw_kb<\/code>[^]*87\.9 kB[^]*79\.2 kB[^]*-9\.8 %/);
});

it('says of a subject without reports that it did not finish, and of the others what there is', async () => {
  const { root, write } = sampleWorkspace(now);
  write('subjects/later/wasmgate.json', { wasm: 'prebuilt/x.wasm' });
  write('subjects/later/package.json', { name: 'later' });
  expect((await capture(reportBin('0.0.0'), root)).code).toBe(0);
  const index = readFileSync(join(root, PAGES_DIR, 'index.html'), 'utf8');
  expect(index).toMatch(/later<\/th>[^]*did not finish/);
});
