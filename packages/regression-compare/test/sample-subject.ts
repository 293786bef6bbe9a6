import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { buildReport } from '@wasmgate/contracts/build';
import { engineText } from '@wasmgate/contracts/engine';
import { featuresReport } from '@wasmgate/contracts/features';
import { memoryReport } from '@wasmgate/contracts/memory';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { buildSettings, buildSettingsOf } from '@wasmgate/contracts/settings/build';
import { featureSettings, featureSettingsOf } from '@wasmgate/contracts/settings/feature-check';
import { gateSettings, gateSettingsOf } from '@wasmgate/contracts/settings/gate';
import { memorySettings, memorySettingsOf } from '@wasmgate/contracts/settings/memory';
import { sizeSettings, sizeSettingsOf } from '@wasmgate/contracts/settings/size';
import { startupSettings, startupSettingsOf } from '@wasmgate/contracts/settings/startup-bench';
import { readSubject, type SubjectConfig } from '@wasmgate/contracts/subject';
import { onTestFinished } from 'vitest';
import { baselineText } from '../src/accept/baseline-text.ts';
import type { MeasuredReports as Reports } from '../src/index.ts';
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
    features: { groups: reports.features.groups.map(({ name }) => ({ name })) },
    ...config,
  });
  for (const [name, path] of Object.entries(ARTIFACTS) as [keyof typeof ARTIFACTS, string][]) {
    write(`subjects/sample/${path}`, artifactBytes(name, artifacts));
  }
  const hashes = writeSlices(dir, reports);
  buildReport.write(dir, { ...reports.build, settings_sha256: hashes.build });
  sizeReport.write(dir, { ...reports.size, settings_sha256: hashes.size });
  featuresReport.write(dir, { ...reports.features, settings_sha256: hashes.features });
  startupReport.write(dir, { ...reports.startup, settings_sha256: hashes.startup });
  memoryReport.write(dir, { ...reports.memory, settings_sha256: hashes.memory });
  return { root, dir, write };
}

/** Writes the slices of settings as the task settings does, on a day; gives the hash of each. */
export function writeSlices(dir: string, { build, size, startup, memory }: Reports, today = '2027-01-01') {
  const subject = readSubject(dir);
  if (subject === null) throw new Error(`${dir} is no subject`);
  const slices = {
    build: buildSettingsOf(subject, {
      toolchain: build.toolchain,
      problem: null,
      cargo: null,
      workspace: null,
      lock: null,
      optimizer: '132.0.0',
      componentizer: 'jco-transpile 0.15.0',
    }),
    size: sizeSettingsOf(subject, size.compressor),
    features: featureSettingsOf(subject),
    startup: startupSettingsOf(subject, {
      host_class: startup.host_class,
      os: 'linux',
      arch: 'x64',
      cpu_model: 'a CPU',
      cores: 2,
      engine: engineText(startup.engine),
      overridden: false,
    }),
    memory: memorySettingsOf(subject, memory.engine),
  };
  buildSettings.write(dir, slices.build);
  sizeSettings.write(dir, slices.size);
  featureSettings.write(dir, slices.features);
  startupSettings.write(dir, slices.startup);
  memorySettings.write(dir, slices.memory);
  gateSettings.write(dir, gateSettingsOf(subject, today));
  return {
    build: buildSettings.sha256(slices.build),
    size: sizeSettings.sha256(slices.size),
    features: featureSettings.sha256(slices.features),
    startup: startupSettings.sha256(slices.startup),
    memory: memorySettings.sha256(slices.memory),
  };
}
