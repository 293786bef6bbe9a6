import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ENVIRONMENT_FILE } from '@wasmgate/contracts/layout';
import { writeRunSidecar } from '@wasmgate/contracts/run-sidecar';
import { expect, it, onTestFinished } from 'vitest';
import { wasMeasured } from '../src/verify-all/was-measured.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));

/** A subject in a workspace whose last run of turbo began at a minute. */
function subjectOfRun(minute: number | null): string {
  const root = mkdtempSync(join(tmpdir(), 'wasmgate-measured-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'package.json'), '{"workspaces": ["subjects/*"]}');
  const file = join(root, ENVIRONMENT_FILE);
  mkdirSync(dirname(file), { recursive: true });
  if (minute !== null) {
    writeFileSync(file, '{}');
    utimesSync(file, at(minute), at(minute));
  }
  return join(root, 'subjects/sample');
}

it('figures that were taken after the run began were measured, earlier ones replayed', () => {
  const dir = subjectOfRun(5);
  writeRunSidecar(dir, 'startup', at(6));
  expect(wasMeasured(dir)).toBe(true);
  writeRunSidecar(dir, 'startup', at(4));
  expect(wasMeasured(dir)).toBe(false);
});

it('figures that nobody took here came from a cache; without a run nothing is known', () => {
  expect(wasMeasured(subjectOfRun(5))).toBe(false);
  expect(wasMeasured(subjectOfRun(null))).toBeNull();
});
