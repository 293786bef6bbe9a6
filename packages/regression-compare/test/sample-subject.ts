import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { buildReport } from '@wasmgate/contracts/build';
import { featuresReport } from '@wasmgate/contracts/features';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { onTestFinished } from 'vitest';
import { baselineText } from '../src/accept/baseline-text.ts';
import type { Reports } from '../src/index.ts';
import { artifactBytes, type SampleOptions } from './sample-reports.ts';

/** A workspace with one subject, removed after the test. */
export interface SampleWorkspace {
  readonly root: string;
  readonly dir: string;
  readonly write: (path: string, content: string | object | Uint8Array) => void;
}

/** Makes a workspace: artifacts, reports, wasmgate.json and baseline.json, as a real run leaves them. */
export function sampleWorkspace(
  reports: Reports,
  {
    baseline = null,
    config = {},
    ...artifacts
  }: SampleOptions & { baseline?: BaselineSubject | null; config?: Partial<SubjectConfig> } = {},
): SampleWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'wasmgate-compare-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const dir = join(root, 'subjects', 'sample');
  const write: SampleWorkspace['write'] = (path, content) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(file, isRaw ? content : JSON.stringify(content));
  };
  write('package.json', { private: true, workspaces: ['subjects/*'] });
  if (baseline !== null) {
    const subjects = { sample: baseline };
    write('baseline.json', baselineText({ schema_version: 2, subjects }, '{}'));
  }
  write('subjects/sample/wasmgate.json', {
    crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release-wasm' },
    ...config,
  });
  for (const [name, path] of Object.entries(ARTIFACTS) as [keyof typeof ARTIFACTS, string][]) {
    write(`subjects/sample/${path}`, artifactBytes(name, artifacts));
  }
  buildReport.write(dir, reports.build);
  sizeReport.write(dir, reports.size);
  featuresReport.write(dir, reports.features);
  startupReport.write(dir, reports.startup);
  return { root, dir, write };
}
