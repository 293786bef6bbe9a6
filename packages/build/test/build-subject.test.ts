import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport, type BuildJson } from '@wasmgate/contracts/build';
import type { Subject, SubjectConfig } from '@wasmgate/contracts/subject';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { customSections, moduleNames, readWasm } from '@wasmgate/wasm-model';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildSubject } from '../src/build-subject.ts';
import {
  coreConfig,
  ensureRust,
  generatedSource,
  manifest,
  plainConfig,
  tinyCrate,
  tinySource,
} from './support/crates.ts';
import { cleanEnv, scratchContext, scratchDir, scratchSubject } from './support/scratch-subject.ts';
import { told } from './support/told.ts';

// Real cargo on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 240_000 });
beforeAll(ensureRust);

const artifact = (subject: Subject, name: keyof typeof ARTIFACTS) =>
  new Uint8Array(readFileSync(join(subject.dir, ARTIFACTS[name])));

const moduleOf = (bytes: Uint8Array) => {
  const binary = readWasm(bytes);
  if (binary.kind !== 'module') throw new Error('not a core module');
  return binary;
};

const build = (subject: Subject, env = cleanEnv()): Promise<BuildJson> =>
  buildSubject(told(subject), scratchContext(env).context);

describe('a crate for wasm32-wasip1', () => {
  it('gives the same bytes and the same report in two folders with two cargo homes', async () => {
    const config: SubjectConfig = { ...coreConfig, exports: ['greet'], optimize: { level: 'O1' } };
    const here = scratchSubject(config, { ...tinyCrate, ...generatedSource });
    const there = scratchSubject(config, { ...tinyCrate, ...generatedSource });
    await build(here);
    await build(there, cleanEnv({ CARGO_HOME: scratchDir('cargo home') }));
    for (const name of Object.keys(ARTIFACTS) as (keyof typeof ARTIFACTS)[]) {
      expect(artifact(there, name), name).toEqual(artifact(here, name));
    }
    expect(readFileSync(buildReport.path(there.dir))).toEqual(readFileSync(buildReport.path(here.dir)));

    const report = buildReport.read(here.dir);
    expect(report).toMatchObject({
      subject: 'subject',
      kind: 'module',
      crate: { name: 'tiny', version: '0.1.0', target: 'wasm32-wasip1', profile: 'release-wasm' },
      wasm_target: 'wasm32-wasip1',
      wasm_allocator: 'dlmalloc',
      dependencies: { locked: ['tiny'], aliases: [] },
      optimizer: { level: 'O1', componentizer: null },
      core: { matches_named: true },
      exports: ['memory', 'greet', 'pick'],
      verdict: 'pass',
    });
    expect(report.units).toEqual([
      expect.objectContaining({ target: 'build-script-build', side: 'host' }),
      expect.objectContaining({ target: 'tiny', side: 'wasm', opt_level: 'z' }),
    ]);
    expect(report.units?.map((unit) => unit.package)).toEqual(
      Array(2).fill('path+file:///workspace#tiny@0.1.0'),
    );
    for (const [name, { path, bytes, sha256 }] of Object.entries(report.artifacts)) {
      const found = readFileSync(join(here.dir, path));
      expect([name, found.length]).toEqual([name, bytes]);
      expect(createHash('sha256').update(found).digest('hex')).toBe(sha256);
    }
    expect(report.artifact_sha256).toBe(report.artifacts.shipped.sha256);
    expect(JSON.stringify(report)).not.toContain(here.dir);

    const names = (name: keyof typeof ARTIFACTS) => moduleNames(moduleOf(artifact(here, name))).present;
    expect([names('linked'), names('named'), names('unoptimized'), names('shipped')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(customSections(moduleOf(artifact(here, 'shipped')))).toEqual([]);
    expect(report.artifacts.shipped.bytes).toBeLessThan(report.artifacts.unoptimized.bytes);
    // The generated source lies at an absolute path, which a panic in it leaves in the data.
    expect(Buffer.from(artifact(here, 'shipped')).toString('latin1')).toMatch(
      /\/workspace\/target\/wasm-build\/[\w./-]+\/generated\.rs/,
    );
  });

  it("keeps names and drops DWARF whatever the profile's strip says, and merges the user's own flags", async () => {
    const subject = scratchSubject(plainConfig, {
      ...tinyCrate,
      'Cargo.toml': manifest('', 'strip = true\ndebug = true\n'),
      'src/lib.rs': `${tinySource}
#[cfg(from_config)] #[no_mangle] pub extern "C" fn from_config() -> u32 { 1 }
`,
      '.cargo/config.toml': `[target.'cfg(target_family = "wasm")']\nrustflags = ["--cfg", "from_config"]\n`,
    });
    const report = await build(subject);
    const linked = moduleOf(artifact(subject, 'linked'));
    expect(moduleNames(linked).present).toBe(true);
    expect(customSections(linked).filter(({ customName }) => customName?.startsWith('.debug'))).toEqual([]);
    expect(report.exports).toContain('from_config');
    expect(report.rustflags.slice(0, 2)).toEqual(['--cfg', 'from_config']);
  });

  it('ships what was linked, without names, when the level is none', async () => {
    const subject = scratchSubject(plainConfig, tinyCrate);
    const report = await build(subject);
    expect(report.artifacts.named.sha256).toBe(report.artifacts.linked.sha256);
    expect(report.artifacts.shipped.sha256).toBe(report.artifacts.unoptimized.sha256);
    expect(report.basis.optimizer).toBeUndefined();
  });

  it('is built once at a time: two builds of one subject at once both succeed', async () => {
    const subject = scratchSubject(plainConfig, tinyCrate);
    const [first, second] = await Promise.all([build(subject), build(subject)]);
    expect(second).toEqual(first);
    expect(buildReport.read(subject.dir)).toEqual(first);
  });
});

describe('a crate for wasm32-wasip2', () => {
  it('ships as a component; one that exports nothing is a violation', async () => {
    const subject = scratchSubject(
      { crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release-wasm' } },
      {
        ...tinyCrate,
        // Without WIT a component exports none of a crate's functions.
        'src/lib.rs': `${tinySource}\n#[no_mangle] pub extern "C" fn say() { println!("hello"); }\n`,
      },
    );
    const report = await build(subject);
    expect(report).toMatchObject({
      kind: 'component',
      exports: [],
      core: { matches_named: true },
      verdict: 'fail',
      findings: [{ code: 'exports_missing', severity: 'violation', args: { missing: [] } }],
    });
    expect(report.optimizer.level).toBe('Oz');
    expect(report.optimizer.componentizer).toMatch(/^jco-transpile \d/);
    expect(readWasm(artifact(subject, 'shipped')).kind).toBe('component');
    expect(readWasm(artifact(subject, 'unoptimized')).kind).toBe('component');
    expect(existsSync(buildReport.path(subject.dir))).toBe(true);
  });
});
