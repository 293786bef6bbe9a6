import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { featuresReport } from '@wasmgate/contracts/features';
import { regressionReport } from '@wasmgate/contracts/regression';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { readSubject, type SubjectConfig } from '@wasmgate/contracts/subject';
import { verifyReport } from '@wasmgate/contracts/verify';
import { describe, expect, it } from 'vitest';
import type { MeasuredReports as Reports } from '../src/index.ts';
import { regressionBin } from '../src/regression-bin.ts';
import { verifyBin } from '../src/verify-bin.ts';
import { capture } from '@wasmgate/cli-kit/testing';
import { finding } from '@wasmgate/contracts/finding';
import { findingFix } from '@wasmgate/words';
import { acceptAll, seed } from './sample-baseline.ts';
import { sampleReports, type SampleOptions } from './sample-reports.ts';
import { sampleWorkspace, type SampleWorkspace } from './sample-subject.ts';

const bin = verifyBin('0.0.0');
const reports = sampleReports();

/** A subject whose tasks have all run, the comparison by the real bin. */
async function finished(
  of: Reports = reports,
  options: SampleOptions & { baseline?: BaselineSubject | null; config?: Partial<SubjectConfig> } = {},
): Promise<SampleWorkspace> {
  const workspace = sampleWorkspace(of, { baseline: acceptAll(reports), ...options });
  const { code, stderr } = await capture(regressionBin('0.0.0'), workspace.dir, '--exit-zero');
  expect([code, stderr]).toEqual([0, '']);
  return workspace;
}

const failing = <F>(found: F) => ({ verdict: 'fail' as const, findings: [found] });

describe('wasm-verify', () => {
  it('passes with one table and the counted verdict, and writes verify.json', async () => {
    const { dir } = await finished();
    const { code, stdout } = await capture(bin, dir);
    expect(code).toBe(0);
    const report = verifyReport.read(dir);
    expect(report).toMatchObject({ subject: 'sample', verdict: 'pass', failures: [] });
    for (const word of ['build', 'size', 'features', 'startup', 'regression', '81,147 B raw', 'tokio']) {
      expect(stdout).toContain(word);
    }
    expect(stdout).toContain(`pass: ${report.counts.gated} gated`);
  });

  it('fails with everything that is wrong, each once, each with a command', async () => {
    const larger = { rawBytes: 90_000 };
    const of = sampleReports(larger);
    const trapped = finding('guest_trap', { reason: 'init\u001b[2J', backtrace: [] }, 'violation');
    const broken: Reports = {
      build: { ...of.build, ...failing(finding('exports_missing', { missing: ['init'] }, 'violation')) },
      size: of.size,
      features: {
        ...of.features,
        ...failing(
          finding('feature_present', { group: 'tokio', verdict: 'present_reachable', evidence: 'x' }),
        ),
      },
      startup: { ...of.startup, ...failing(trapped) },
      memory: of.memory,
    };
    const { dir } = await finished(broken, { ...larger, config: { budgets: { wasm_size_raw_kb: 80 } } });
    const { code, stdout } = await capture(bin, dir);
    expect(code).toBe(1);
    const { failures, verdict } = verifyReport.read(dir);
    expect(verdict).toBe('fail');
    expect(failures.map(({ report, code: what }) => [report, what])).toEqual([
      ['build', 'exports_missing'],
      ['features', 'feature_present'],
      ['startup', 'guest_trap'],
      ['regression', 'metric_regressed'],
      ['regression', 'over_budget'],
    ]);
    for (const failure of failures) expect(stdout).toContain(`\n  fix: ${findingFix(failure, 'sample')}`);
    expect(stdout).toContain('5 things are wrong');
    // What is over its limit is of size, whoever says so.
    expect(stdout).toMatch(/size +fail +90,000 B raw/);
    expect(stdout).toContain('budgets: wasm_size_raw_kb 87.9 of 80 kB FAIL');
    expect(stdout).not.toContain('\u001b[2J');
    expect((await capture(bin, dir, '--exit-zero')).code).toBe(0);
  });

  it('fails on a report that fails without a reason', async () => {
    const features = { ...reports.features, verdict: 'fail' as const };
    const { dir } = await finished({ ...reports, features });
    expect((await capture(bin, dir)).code).toBe(1);
    expect(verifyReport.read(dir).failures).toMatchObject([{ report: 'features', code: 'report_failed' }]);
  });

  it('fails on a group that fails although the verdict says otherwise', async () => {
    const groups = reports.features.groups.map((group) => ({ ...group, fails: group.name === 'tokio' }));
    const { dir } = await finished({ ...reports, features: { ...reports.features, groups } });
    expect((await capture(bin, dir)).code).toBe(1);
  });

  it('under --strict fails on what cannot be compared', async () => {
    const { dir } = await finished();
    expect((await capture(bin, dir, '--strict')).code).toBe(1);
    const { strict, failures } = verifyReport.read(dir);
    expect(strict).toBe(true);
    expect(failures.every(({ code }) => code === 'metric_not_comparable')).toBe(true);
  });

  it('says loudly that nothing is gated, and fails for it under --strict', async () => {
    const { groups: _groups, ...features } = reports.features;
    const idle = { ...reports, features: { ...features, groups: [] } };
    const { dir } = await finished(idle, { baseline: null });
    const { code, stdout } = await capture(bin, dir);
    expect([code, stdout]).toEqual([0, expect.stringContaining('NOTHING IS GATED')]);
    expect(stdout).toContain(
      'fix: accept what was measured: npx wasmgate baseline --accept --subject sample',
    );
    expect((await capture(bin, dir, '--strict')).code).toBe(1);
    expect(verifyReport.read(dir).failures).toContainEqual(
      expect.objectContaining({ report: 'regression', code: 'nothing_gated' }),
    );
    // A feature that must not be in is a gate, and so is a budget.
    const gates: [Reports, Partial<SubjectConfig>][] = [
      [reports, {}],
      [idle, { budgets: { wasm_size_raw_kb: 100 } }],
      [idle, { exports: ['init'] }],
    ];
    for (const [of, config] of gates) {
      const gated = await finished(of, { baseline: null, config });
      expect((await capture(bin, gated.dir)).stdout).not.toContain('NOTHING IS GATED');
    }
  });

  it('holds a time against a budget, and where there is none against nothing', async () => {
    const { dir } = await finished();
    expect((await capture(bin, dir)).stdout).not.toMatch(/FAIL|target|budget/);
    const budgets = { wasm_instantiation_cold_ms: 5, wasm_instantiation_warm_ms: 1 };
    const held = await finished(reports, { config: { budgets } });
    const { stdout } = await capture(bin, held.dir);
    expect(stdout).toMatch(/cold [\d.]+ ms, budget 5 ms FAIL/);
    expect(stdout).toMatch(/warm P50 [\d.]+ us, budget 1 ms PASS/);
  });

  it('shows a waiver with its reason and passes', async () => {
    const budgets = { wasm_instantiation_cold_ms: { max: 5, waive: 'production loads AOT' } };
    const { dir } = await finished(reports, { config: { budgets } });
    const { code, stdout } = await capture(bin, dir);
    expect(code).toBe(0);
    expect(stdout).toContain('waived (production loads AOT)');
    expect(verifyReport.read(dir).warnings.map((w) => w.code)).toContain('budget_waived');
  });

  it('shows why nothing is exported and passes, and asks for the report that says so', async () => {
    const config = { exports: { none: 'it only registers itself' } };
    const waived = finding('exports_waived', { reason: config.exports.none, found: 0 });
    const build = { ...reports.build, findings: [waived] };
    const { dir } = await finished({ ...reports, build }, { config });
    const { code, stdout } = await capture(bin, dir);
    expect([code, stdout]).toEqual([0, expect.stringContaining('waived: it only registers itself')]);
    const unsaid = await finished(reports, { config });
    const { code: stale, stderr } = await capture(bin, unsaid.dir);
    expect([stale, stderr]).toEqual([2, expect.stringContaining('why there are no exports')]);
  });

  it('prints the report alone with --json, and nothing with --quiet', async () => {
    const { dir } = await finished();
    const { stdout } = await capture(bin, dir, '--json');
    expect(stdout).toBe(readFileSync(verifyReport.path(dir), 'utf8'));
    expect((await capture(bin, dir, '--quiet')).stdout).toBe('');
  });
});

describe('what is no verdict (2)', () => {
  it.each(['build', 'size', 'features', 'startup'] as const)(
    'a %s.json that answers other settings',
    async (name) => {
      const { dir } = await finished();
      const file = join(dir, `target/wasm-bench/${name}.json`);
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(/"settings_sha256": "\w{8}/, '"settings_sha256": "00000000'),
      );
      const { code, stderr } = await capture(bin, dir);
      expect([code, stderr]).toEqual([2, expect.stringMatching(`${name}.json is stale|${name}.json: `)]);
    },
  );

  it.each([
    ['size', /"raw_bytes": \d+/, '"raw_bytes": 1'],
    ['size', /"wasm_size_gzip_kb": [\d.]+/, '"wasm_size_gzip_kb": 1'],
    ['startup', /"wasm_size_bytes": \d+/, '"wasm_size_bytes": 1'],
    ['startup', /"cold_aot_ms": [\d.]+/, '"cold_aot_ms": 0.001'],
    ['features', /"kind": "component"/, '"kind": "module"'],
  ] as const)('a %s.json in which one of two figures that agree was altered: %s', async (name, from, to) => {
    const { dir } = await finished();
    const file = join(dir, `target/wasm-bench/${name}.json`);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace(from, to));
    expect(readFileSync(file, 'utf8')).not.toBe(before);
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${name}.json is stale`)]);
  });

  it('a features.json without its groups', async () => {
    const workspace = await finished();
    const emptied = { ...featuresReport.read(workspace.dir), groups: [] };
    featuresReport.write(workspace.dir, emptied);
    const { code, stderr } = await capture(bin, workspace.dir);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('features.json is stale: it does not answer'),
    ]);
    expect(stderr).toContain('npx turbo run feature-check --filter=sample');
  });

  it.each([
    [
      'a group',
      { features: { groups: [{ name: 'tokio' }, { name: 'new' }] } },
      'settings/feature-check.json',
    ],
    ['an export', { exports: ['init', 'new'] }, 'settings/build.json'],
    ['an invocation', { invoke: ['init()'] }, 'settings/startup-bench.json'],
    ['a budget', { budgets: { wasm_size_raw_kb: 1 } }, 'settings/gate.json'],
  ])('%s that was added to wasmgate.json since', async (_what, added, slice) => {
    const { dir, write } = await finished();
    write('subjects/sample/wasmgate.json', { ...readSubject(dir)?.config, ...added });
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${slice} is stale`)]);
    expect(stderr).toContain('npx turbo run settings');
  });

  it.each(Object.entries(ARTIFACTS))(
    '%s.wasm is not what build.json speaks of, or is gone',
    async (name, path) => {
      const { dir, write } = await finished();
      write(`subjects/sample/${path}`, 'other bytes');
      const changed = await capture(bin, dir);
      expect([changed.code, changed.stderr]).toEqual([2, expect.stringContaining(`${name}.wasm`)]);
      expect(changed.stderr).toContain('npx turbo run build --filter=sample');
      rmSync(join(dir, path));
      expect((await capture(bin, dir)).stderr).toContain('is missing');
    },
  );

  it('every stale and missing report, named at once with one command', async () => {
    const { dir } = sampleWorkspace({ ...reports, size: sampleReports({ rawBytes: 7 }).size });
    rmSync(join(dir, 'target/wasm-bench/features.json'));
    const { code, stderr } = await capture(bin, dir);
    expect(code).toBe(2);
    for (const word of ['size.json is stale', 'features.json', 'regression.json']) {
      expect(stderr).toContain(word);
    }
    expect(stderr).toContain('npx turbo run size feature-check regression-compare --filter=sample');
  });

  it('a features.json of another artifact', async () => {
    const features = { ...reports.features, artifact_sha256: '0'.repeat(64) };
    const { dir } = await finished({ ...reports, features });
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining('features.json is stale')]);
    expect(stderr).toContain('npx turbo run feature-check --filter=sample');
  });

  it('a report that inspected other bytes than linked.wasm', async () => {
    const { features } = reports;
    const inspected = [{ ...features.inspected[0]!, sha256: '0'.repeat(64) }];
    const workspace = sampleWorkspace({ ...reports, features: { ...features, inspected } });
    const { code, stderr } = await capture(bin, workspace.dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining('features.json is stale')]);
  });

  it.each(['size', 'startup'] as const)(
    'a %s.json whose unoptimized stage is of other bytes',
    async (name) => {
      const { stages } = reports[name];
      const unoptimized = { ...stages.unoptimized, sha256: '0'.repeat(64) };
      const other = { ...reports[name], stages: { ...stages, unoptimized } };
      const { dir } = sampleWorkspace({ ...reports, [name]: other });
      const { code, stderr } = await capture(bin, dir);
      expect([code, stderr]).toEqual([2, expect.stringContaining(`${name}.json is stale`)]);
    },
  );

  it('a build.json that contradicts itself, with reports that agree with it', async () => {
    const artifact_sha256 = '0'.repeat(64);
    const all = Object.entries(reports).map(([name, report]) => [name, { ...report, artifact_sha256 }]);
    const { dir } = sampleWorkspace(Object.fromEntries(all) as Reports);
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining('contradicts itself')]);
  });

  it('a regression.json that was made from something else', async () => {
    const { dir, write } = await finished();
    const report = regressionReport.read(dir);
    regressionReport.write(dir, { ...report, counts: { ...report.counts, gated: 99 } });
    const forged = await capture(bin, dir);
    expect([forged.code, forged.stderr]).toEqual([2, expect.stringContaining('regression.json is stale')]);
    regressionReport.write(dir, report);
    expect((await capture(bin, dir)).code).toBe(0);
    write('baseline.json', { schema_version: 2, subjects: { sample: seed } });
    expect((await capture(bin, dir)).code).toBe(2);
  });

  it('an invalid report, a folder that is no subject', async () => {
    const { root, dir, write } = await finished();
    write('subjects/sample/target/wasm-bench/build.json', '{"schema_version": 1}');
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining('build.json: $.')]);
    expect((await capture(bin, root)).code).toBe(2);
  });
});

describe('a report that was emptied by hand (2)', () => {
  const config: Partial<SubjectConfig> = {
    exports: ['init'],
    invoke: ['init()', 'capabilities()'],
    features: {
      groups: reports.features.groups.map(({ name }) => ({ name })),
      required: { exports: ['init'], imports: ['wasi:*'] },
    },
  };
  const required = [
    { kind: 'export', match: 'init', found: 1 },
    { kind: 'import', match: 'wasi:*', found: 1 },
  ] as const;
  const asked: Reports = { ...reports, features: { ...reports.features, required: [...required] } };
  const { build, size, features, startup } = asked;
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(startup.exact ?? {}).filter(([name]) => !names.includes(name)));
  const { on_demand: onDemand } = startup.allocators;

  it('passes when it has every answer', async () => {
    const { dir } = await finished(asked, { config });
    expect((await capture(bin, dir)).code).toBe(0);
  });

  it.each<[string, string, Partial<Reports>]>([
    ['an export', 'build', { build: { ...build, exports: [], findings: [] } }],
    [
      'a compressed size',
      'size',
      { size: { ...size, gzip_bytes: null, wasm_size_gzip_kb: null, brotli_bytes: null } },
    ],
    ['the groups', 'feature-check', { features: { ...features, groups: [] } }],
    ['one group', 'feature-check', { features: { ...features, groups: features.groups.slice(1) } }],
    ['what is required', 'feature-check', { features: { ...features, required: [] } }],
    [
      'a required export, for another one',
      'feature-check',
      { features: { ...features, required: [{ ...required[0], match: 'other' }, required[1]] } },
    ],
    [
      'that a required import is missing',
      'feature-check',
      { features: { ...features, required: [required[0], { ...required[1], found: 0 }] } },
    ],
    ['every exact figure', 'startup-bench', { startup: { ...startup, exact: null } }],
    ['an invocation', 'startup-bench', { startup: { ...startup, exact: without('wasm_fuel_init') } }],
    [
      'the last invocation',
      'startup-bench',
      { startup: { ...startup, exact: without('wasm_fuel_capabilities') } },
    ],
    ['a metric', 'startup-bench', { startup: { ...startup, exact: without('wasm_cwasm_bytes') } }],
    [
      'every start with pooling',
      'startup-bench',
      { startup: { ...startup, allocators: { ...startup.allocators, pooling: null } } },
    ],
    [
      'the warm starts',
      'startup-bench',
      {
        startup: {
          ...startup,
          warm_start: null,
          allocators: {
            ...startup.allocators,
            on_demand: onDemand && { ...onDemand, warm_start: null },
          },
        },
      },
    ],
    [
      'why nothing ran',
      'startup-bench',
      {
        startup: {
          ...startup,
          exact: null,
          stages: { ...startup.stages, shipped: { ...startup.stages.shipped, ran: false } },
        },
      },
    ],
  ])('lacks %s', async (_what, task, emptied) => {
    const { dir } = await finished({ ...asked, ...emptied }, { config });
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is stale')]);
    expect(stderr).toContain(`npx turbo run ${task} --filter=sample`);
  });

  it.each<[string, Partial<Reports['startup']>]>([
    [
      'a call that the guest did not come to',
      {
        exact: without('wasm_fuel_capabilities'),
        findings: [finding('invocation_skipped', { last: 'init', skipped: ['capabilities'] })],
      },
    ],
    [
      'fuel that varies',
      {
        exact: without('wasm_fuel_first_instance', 'wasm_fuel_init', 'wasm_fuel_capabilities'),
        findings: [finding('fuel_varies', {})],
      },
    ],
    [
      'an allocator without room',
      {
        allocators: { ...startup.allocators, pooling: null },
        findings: [finding('pooling_not_measured', { reason: 'no room' })],
      },
    ],
  ])('has its answer in a finding: %s', async (_what, answered) => {
    const { dir } = await finished(
      { ...asked, startup: { ...startup, ...answered } },
      { config, baseline: null },
    );
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('regression.json without the row of a budget', async () => {
    const { dir } = await finished(asked, { config: { ...config, budgets: { wasm_size_raw_kb: 300 } } });
    const report = regressionReport.read(dir);
    regressionReport.write(dir, {
      ...report,
      metrics: report.metrics.filter(({ name }) => name !== 'wasm_size_raw_kb'),
    });
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining('regression.json is stale')]);
    expect(stderr).toContain('npx turbo run regression-compare --filter=sample');
  });
});
