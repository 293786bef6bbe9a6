import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, scratchFolder } from '@wasmgate/cli-kit/testing';
import { writeEnvironment, type EnvironmentJson } from '@wasmgate/contracts/environment';
import { buildSettings } from '@wasmgate/contracts/settings/build';
import { featureSettings } from '@wasmgate/contracts/settings/feature-check';
import { gateSettings } from '@wasmgate/contracts/settings/gate';
import { sizeSettings } from '@wasmgate/contracts/settings/size';
import { memorySettings } from '@wasmgate/contracts/settings/memory';
import { startupSettings } from '@wasmgate/contracts/settings/startup-bench';
import { describe, expect, it, onTestFinished } from 'vitest';
import { settingsBin } from '../src/settings-bin.ts';

const toolchain = {
  provider: 'debian',
  platform: 'x86_64-linux',
  rustc: '1',
  cargo: '1',
  std: '1',
  linker: 'l',
  identity: 'one',
} as const;

const cargo = { config: {}, refused: [], variables: {}, c_compiler: null, pinned: null };

const environment: EnvironmentJson = {
  schema_version: 1,
  day: '2027-01-31',
  host: {
    host_class: 'a class',
    os: 'linux',
    arch: 'x64',
    cpu_model: 'a CPU',
    cores: 2,
    engine: 'wasmtime 49.0.0',
    overridden: false,
  },
  v8: '11.3',
  compressor: 'zlib 1 / brotli 1 / x64',
  subjects: { app: { toolchain, absent: null, cargo } },
};

const exception = {
  group: 'tokio',
  match: 'tokio::*',
  reason: 'until the port',
  owner: 'ada',
  expires: '2027-01-31',
};

const config = {
  crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release' },
  exports: ['init'],
  invoke: ['init()'],
  budgets: { wasm_size_raw_kb: { max: 5, waive: 'known' } },
  features: { groups: [{ name: 'tokio', crates: ['tokio'] }], exceptions: [exception] },
};

/** A workspace with one subject; gives its folder, and what runs wasm-settings there. */
function workspace(given: object = config, found: EnvironmentJson = environment) {
  const root = scratchFolder(onTestFinished, { 'package.json': '{"workspaces": ["subjects/*"]}' });
  const dir = join(root, 'subjects/app');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'wasmgate.json'), JSON.stringify(given));
  writeEnvironment(root, found);
  const env = { WASMGATE_INSTALL: 'never' };
  return { root, dir, run: () => capture(settingsBin('0.0.0'), { cwd: dir, env }) };
}

const reports = {
  buildSettings,
  sizeSettings,
  featureSettings,
  startupSettings,
  memorySettings,
  gateSettings,
};

/** Names of the slices whose bytes differ between two folders. */
function different(a: string, b: string): string[] {
  return Object.values(reports)
    .filter((slice) => readFileSync(slice.path(a), 'utf8') !== readFileSync(slice.path(b), 'utf8'))
    .map(({ file }) => file);
}

/** What slices differ when the configuration or the environment does. */
async function changedBy(given: object, found: EnvironmentJson = environment): Promise<string[]> {
  const [before, after] = [workspace(), workspace(given, found)];
  expect((await before.run()).code).toBe(0);
  expect((await after.run()).code).toBe(0);
  return different(before.dir, after.dir);
}

describe('wasm-settings', () => {
  it('gives each task what it reads, and no more', async () => {
    const { dir, run } = workspace();
    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringContaining('settings/gate.json') });
    const { crate, exports, invoke, budgets } = config;
    expect(buildSettings.read(dir)).toMatchObject({ config: { crate, exports }, toolchain, problem: null });
    expect(buildSettings.read(dir).optimizer).toMatch(/^\d+\./);
    expect(sizeSettings.read(dir)).toEqual({
      schema_version: 1,
      subject: 'app',
      compressor: environment.compressor,
    });
    expect(featureSettings.read(dir)).toMatchObject({
      is_crate: true,
      features: { groups: config.features.groups, exceptions: [{ group: 'tokio', match: 'tokio::*' }] },
    });
    expect(startupSettings.read(dir)).toMatchObject({ config: { invoke }, host: environment.host });
    expect(gateSettings.read(dir)).toMatchObject({
      config: { budgets },
      groups: ['tokio'],
      exceptions: [{ ...exception, ended: false }],
    });
  });

  it.each([
    ["a waiver's text", { budgets: { wasm_size_raw_kb: { max: 5, waive: 'still known' } } }, ['gate']],
    ['a budget', { budgets: { wasm_size_raw_kb: 6 } }, ['gate']],
    ['a tolerance', { policy: { wasm_size_raw_kb: { tolerance: '3%' } } }, ['gate']],
    [
      "an exception's date",
      { features: { ...config.features, exceptions: [{ ...exception, expires: '2030-01-01' }] } },
      ['gate'],
    ],
    [
      'a rule',
      { features: { ...config.features, groups: [{ name: 'tokio', crates: ['mio'] }] } },
      ['feature-check'],
    ],
    ['an export', { exports: ['init', 'run'] }, ['build', 'gate']],
    ['an invocation', { invoke: ['run()'] }, ['startup-bench', 'memory', 'gate']],
    ['a leak that may be', { memory: { may_leak: { init: 'a cache' } } }, ['memory']],
    ['nothing counted', { memory: { off: 'no names' } }, ['memory', 'gate']],
    ['another engine', { startup: { engine: 'v8' } }, ['startup-bench', 'memory', 'gate']],
    ['nothing but space', {}, []],
  ])('%s changes the slices of those who read it', async (_what, change, tasks) => {
    expect(await changedBy({ ...config, ...change })).toEqual(tasks.map((task) => `settings/${task}.json`));
  });

  it.each([
    ['a day on which no exception ends', { day: '2027-01-30' }, []],
    ['the day after an exception', { day: '2027-02-01' }, ['gate']],
    ['another machine', { host: { ...environment.host, host_class: 'another' } }, ['startup-bench']],
    [
      'another wasmtime',
      { host: { ...environment.host, engine: 'wasmtime 49.0.9' } },
      ['startup-bench', 'memory'],
    ],
    ['another Node', { compressor: 'zlib 2' }, ['size']],
    [
      'another toolchain',
      { subjects: { app: { toolchain: { ...toolchain, identity: 'two' }, absent: null, cargo } } },
      ['build'],
    ],
    [
      "cargo's configuration",
      {
        subjects: {
          app: {
            toolchain,
            absent: null,
            cargo: { ...cargo, config: { 'build.rustflags': ['-Copt-level=s'] } },
          },
        },
      },
      ['build'],
    ],
    [
      'what concerns another subject',
      { subjects: { ...environment.subjects, other: { toolchain: null, absent: null, cargo: null } } },
      [],
    ],
  ])('%s changes the slices of those who read it', async (_what, change, tasks) => {
    expect(await changedBy(config, { ...environment, ...change })).toEqual(
      tasks.map((task) => `settings/${task}.json`),
    );
  });

  it('writes down what cannot be had, and leaves it to the build to fail', async () => {
    const absent = { message: 'no Rust', fix: 'install it', stamp: null };
    const { dir, run } = workspace(config, {
      ...environment,
      subjects: { app: { toolchain: null, absent, cargo } },
    });
    expect((await run()).code).toBe(0);
    expect(buildSettings.read(dir)).toMatchObject({
      toolchain: null,
      problem: { message: 'no Rust', fix: 'install it' },
    });
  });

  it.each([
    [
      'of another workspace',
      { ...environment, subjects: {} },
      'environment.json does not know the subject app',
    ],
    ['that is damaged', { ...environment, day: 1 }, 'environment.json: $.day'],
  ])('refuses an environment.json %s', async (_what, found, message) => {
    const { root, run } = workspace();
    writeFileSync(join(root, '.wasmgate/environment.json'), JSON.stringify(found));
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  it('refuses a wasmgate.json that does not fit its schema, and a folder that is no subject', async () => {
    expect(await workspace({ wasm: 'a', crate: 1 }).run()).toMatchObject({ code: 2 });
    const empty = scratchFolder(onTestFinished);
    expect(await capture(settingsBin('0.0.0'), empty)).toMatchObject({ code: 2 });
  });
});
