import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '@wasmgate/cli-kit/testing';
import { parseBaseline } from '@wasmgate/contracts/baseline';
import { expect, it } from 'vitest';
import { baselineBin } from '../../src/accept/baseline-bin.ts';
import { sampleReports } from '../sample-reports.ts';
import { sampleWorkspace } from '../sample-subject.ts';

const bin = baselineBin('0.1.0', '2026-11-24');
const old = readFileSync(join(import.meta.dirname, 'baseline-version-1.json'), 'utf8');

function migrating(text: string) {
  const { root, write } = sampleWorkspace(sampleReports());
  write('baseline.json', text);
  const file = join(root, 'baseline.json');
  const run = (...argv: string[]) => capture(bin, root, ...argv);
  return { run, text: () => readFileSync(file, 'utf8') };
}

it('rewrites a file of version 1 and changes nothing that it says', async () => {
  const { run, text } = migrating(old);
  expect(await run('migrate')).toMatchObject({ code: 0, stdout: expect.stringContaining('commit it') });
  const { schema_version, subjects } = parseBaseline('new', text());
  expect([schema_version, subjects]).toEqual([2, parseBaseline('old', old).subjects]);
  expect(subjects['clawft-agent']).toMatchObject({
    artifact: {
      basis: { toolchain: expect.stringContaining('rustc 1.97.1'), componentizer: 'jco-transpile 0.15.0' },
    },
    native: { 'clawft-agent': { basis: { linker: 'cc (Debian 12.2.0-14+deb12u1) 12.2.0' } } },
    exact: { wasm_cwasm_bytes: { basis: { engine: 'wasmtime 49.0.0 cranelift', platform: 'x64-linux' } } },
  });
  expect(text()).toContain('"startup_time_ms": 3.50,\n      "binary_size_kb": 4710,\n');
  expect(text()).toContain('"mood": { "of":"the day" },');
  // Two kinds of build, so two bases.
  expect(text().match(/rustc 1\.97\.1/g)).toHaveLength(2);
});

it('does nothing to a file that is as this version writes it', async () => {
  const { run, text } = migrating(old);
  await run('migrate');
  const migrated = text();
  expect((await run('migrate')).stdout).toContain('baseline.json: nothing to migrate');
  expect(text()).toBe(migrated);
});

it('comes first: a file of version 1 is shown, and nothing is accepted into it (2)', async () => {
  const { run, text } = migrating(old.replace('"clawft-agent": {', '"sample": {'));
  expect((await run()).code).toBe(0);
  expect(await run('--accept')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('npx wasmgate migrate'),
  });
  expect(text()).toContain('"schema_version": 1');
});
