import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { metricNameOf } from '@wasmgate/contracts/finding';
import { regressionReport } from '@wasmgate/contracts/regression';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { describe, expect, it } from 'vitest';
import { compareSubject, type Metric, type MeasuredReports as Reports } from '../src/index.ts';
import { acceptAll, seed } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';

function compare(
  reports: Reports,
  baseline: BaselineSubject | null,
  { strict = false, ...more }: Partial<SubjectConfig> & { strict?: boolean } = {},
) {
  const report = compareSubject({
    name: 'sample',
    gate: more,
    reports,
    baseline,
    strict,
  });
  return regressionReport.check('regression.json', JSON.parse(JSON.stringify(report)));
}

function metric(report: { metrics: readonly Metric[] }, name: string): Metric {
  const found = report.metrics.filter((m) => m.name === name);
  expect(found, `${name} stands in the report once`).toHaveLength(1);
  return found[0] as Metric;
}

function oneExact(name: string, value: number): Reports {
  return sampleReports({ exact: { [name]: { value, basis: { engine: 'e' } } } });
}

/** A guest that no longer compiles and starts. */
function withoutCold(startup: Reports['startup']): Reports['startup'] {
  const { on_demand } = startup.allocators;
  const allocators = { ...startup.allocators, on_demand: on_demand && { ...on_demand, cold: null } };
  return { ...startup, cold_start_ms: null, allocators };
}

const base = sampleReports();
const accepted = acceptAll(base);
const codes = (report: { findings: readonly { code: string }[] }) => report.findings.map((f) => f.code);

describe('sizes', () => {
  it('are identical when the artifact has the accepted bytes', () => {
    const report = compare(base, accepted);
    expect(metric(report, 'wasm_size_raw_kb').status).toBe('identical');
    expect(metric(report, 'wasm_size_gzip_kb').status).toBe('identical');
    expect(report.verdict).toBe('pass');
  });

  it('stay identical under another compressor and another toolchain, since the bytes are the same', () => {
    const report = compare(sampleReports({ compressor: 'zlib 9', basis: 'rustc 9' }), accepted);
    expect(metric(report, 'wasm_size_gzip_kb')).toMatchObject({ status: 'identical' });
    expect(metric(report, 'wasm_exports').status).toBe('pass');
    expect(report.verdict).toBe('pass');
  });

  it.each([
    [81_147 + 1_600, 'pass'],
    [81_147 + 1_700, 'regressed'],
    [81_147 - 1, 'improved'],
  ])('of %d bytes against 81147, 2 %% tolerated: %s', (rawBytes, status) => {
    const report = compare(sampleReports({ rawBytes }), accepted);
    expect(metric(report, 'wasm_size_raw_kb').status).toBe(status);
    expect(report.verdict).toBe(status === 'regressed' ? 'fail' : 'pass');
  });

  it('of a tiny module do not regress by one byte that changes the rounding', () => {
    const tiny = acceptAll(sampleReports({ rawBytes: 1_074 }));
    expect(metric(compare(sampleReports({ rawBytes: 1_075 }), tiny), 'wasm_size_raw_kb').status).toBe('pass');
  });

  it('use the seed keys when exact has none, and are gated', () => {
    expect(metric(compare(base, seed), 'wasm_size_raw_kb').status).toBe('pass');
    expect(metric(compare(sampleReports({ rawBytes: 90_000 }), seed), 'wasm_size_raw_kb').status).toBe(
      'regressed',
    );
  });

  it('prefer exact to a seed key that says otherwise', () => {
    const report = compare(sampleReports({ rawBytes: 81_148 }), { ...accepted, wasm_size_raw_kb: 1 });
    expect(metric(report, 'wasm_size_raw_kb').status).toBe('pass');
  });

  it('tolerate what policy says', () => {
    const reports = sampleReports({ rawBytes: 81_147 + 1_700 });
    const policy = { wasm_size_raw_kb: { tolerance: '5%' } };
    expect(metric(compare(reports, accepted, { policy }), 'wasm_size_raw_kb').status).toBe('pass');
    const none = { wasm_size_raw_kb: { tolerance: '0' } };
    expect(
      metric(compare(sampleReports({ rawBytes: 81_148 }), accepted, { policy: none }), 'wasm_size_raw_kb')
        .status,
    ).toBe('regressed');
  });
});

describe('counts and fuel', () => {
  it('fail on one more import or export', () => {
    const imports = compare(sampleReports({ imports: ['a', 'b'] }), accepted);
    expect(metric(imports, 'wasm_imports').status).toBe('regressed');
    const exports = compare(sampleReports({ exports: ['a', 'b', 'c', 'd'] }), accepted);
    expect(codes(exports)).toEqual(['metric_regressed']);
  });

  it.each([
    ['wasm_cwasm_bytes', 5],
    ['wasm_fuel_init', 2],
    ['wasm_memory_pages', 0],
    ['wasm_table_elements', 0],
    ['wasm_data_bytes', 2],
  ])('%s may be %d %% worse and no more', (name, tolerance) => {
    const entry = acceptAll(oneExact(name, 10_000));
    const limit = 10_000 + tolerance * 100;
    expect(metric(compare(oneExact(name, limit), entry), name).status).toBe('pass');
    expect(metric(compare(oneExact(name, limit + 1), entry), name).status).toBe('regressed');
  });

  it('regress from zero at once', () => {
    const row = metric(
      compare(oneExact('wasm_data_bytes', 1), acceptAll(oneExact('wasm_data_bytes', 0))),
      'wasm_data_bytes',
    );
    expect(row).toMatchObject({ status: 'regressed', delta_pct: null });
  });

  it('are missing when the guest no longer runs, and fail', () => {
    const report = compare(sampleReports({ exact: null }), accepted);
    expect(metric(report, 'wasm_fuel_init').status).toBe('missing');
    expect(report.verdict).toBe('fail');
  });

  it('are basis_changed, shown and not gated, when another toolchain made other bytes', () => {
    const report = compare(sampleReports({ rawBytes: 120_000, basis: 'rustc 9' }), accepted);
    const row = metric(report, 'wasm_size_raw_kb');
    expect(row.status).toBe('basis_changed');
    expect(row.delta_pct).toBeGreaterThan(40);
    expect(row.basis).toEqual({ ...row.baseline_basis, toolchain: 'rustc 9' });
    expect(report.verdict).toBe('pass');
    expect(report.counts.not_comparable).toBeGreaterThan(5);
  });

  it('are basis_changed under another engine even for the same bytes', () => {
    const report = compare(sampleReports({ wasmtime: '50.0.0' }), accepted);
    expect(metric(report, 'wasm_fuel_init').status).toBe('basis_changed');
    expect(metric(report, 'wasm_memory_pages').status).toBe('pass');
    expect(metric(report, 'wasm_size_raw_kb').status).toBe('identical');
  });
});

describe('names', () => {
  it('pass when equal and regress when not', () => {
    expect(metric(compare(base, accepted), 'wasm_allocator').status).toBe('pass');
    const report = compare(sampleReports({ allocator: 'talc' }), accepted);
    expect(metric(report, 'wasm_allocator')).toMatchObject({ status: 'regressed', kind: 'identity' });
    expect(codes(report)).toEqual(['metric_differs']);
  });
});

describe('timed figures', () => {
  const name = 'wasm_instantiation_cold_ms';

  it('are never gated: no same-run comparison', () => {
    const report = compare(sampleReports({ coldMs: 4500 }), accepted);
    expect(metric(report, name)).toMatchObject({
      status: 'not_comparable',
      delta_pct: 9900,
      reason: 'not_compared',
    });
    expect(report.verdict).toBe('pass');
  });

  it('of another machine class are not compared at all', () => {
    const row = metric(compare(sampleReports({ hostClass: 'another' }), accepted), name);
    expect(row).toMatchObject({ status: 'not_comparable', baseline: null, delta_pct: null });
    expect(row.reason).toBe('other_machine');
  });

  it('of the seed are null_baseline until the first accept, then of an unknown machine', () => {
    expect(metric(compare(base, seed), name).status).toBe('null_baseline');
    const row = metric(compare(base, { ...seed, wasm_instantiation_cold_ms: 40 }), name);
    expect(row).toMatchObject({ status: 'not_comparable', baseline: 40 });
  });

  it('are missing when they were accepted and the guest no longer runs', () => {
    const broken = sampleReports();
    const startup = withoutCold(broken.startup);
    const report = compare({ ...broken, startup }, accepted);
    expect(metric(report, name).status).toBe('missing');
    expect(codes(report)).toContain('metric_missing');
  });

  it('say so when another wasmtime of the same class made them', () => {
    const row = metric(compare(sampleReports({ wasmtime: '50.0.0' }), accepted), name);
    expect(row.accepted_engine).toBe('wasmtime 49.0.0');
  });

  it('of the pooling allocator are listed beside them', () => {
    const names = compare(base, accepted).metrics.map((m) => m.name);
    expect(names).toEqual(
      expect.arrayContaining([
        'wasm_instantiation_cold_pooling_ms',
        'wasm_cold_aot_pooling_ms',
        'wasm_instantiation_warm_pooling_ms',
      ]),
    );
  });
});

describe('budgets', () => {
  it('fail on any machine class and any basis', () => {
    const reports = sampleReports({ basis: 'rustc 9', rawBytes: 90_000, hostClass: 'another' });
    const budgets = { wasm_size_raw_kb: 80, wasm_instantiation_cold_ms: 5, wasm_imports: 3 };
    const report = compare(reports, accepted, { budgets });
    expect(metric(report, 'wasm_size_raw_kb')).toMatchObject({ status: 'over_budget', budget: 80 });
    expect(metric(report, 'wasm_instantiation_cold_ms').status).toBe('over_budget');
    expect(metric(report, 'wasm_imports').status).not.toBe('over_budget');
    expect(codes(report)).toEqual(['over_budget', 'over_budget']);
  });

  it('that are waived pass with their reason', () => {
    const budgets = { wasm_instantiation_cold_ms: { max: 5, waive: 'production loads AOT' } };
    const report = compare(base, accepted, { budgets });
    expect(metric(report, 'wasm_instantiation_cold_ms')).toMatchObject({
      status: 'waived',
      waive: 'production loads AOT',
    });
    expect(report.verdict).toBe('pass');
    expect(report.counts.listed).toBeGreaterThan(0);
  });

  it('that are waived do not hide a regression', () => {
    const budgets = { wasm_size_raw_kb: { max: 80, waive: 'for now' } };
    const report = compare(sampleReports({ rawBytes: 90_000 }), accepted, { budgets });
    expect(metric(report, 'wasm_size_raw_kb').status).toBe('regressed');
    expect(codes(report)).toEqual(['metric_regressed', 'budget_waived']);
  });

  it('report the regression as well when both are true', () => {
    const report = compare(sampleReports({ rawBytes: 90_000 }), accepted, {
      budgets: { wasm_size_raw_kb: 80 },
    });
    expect(metric(report, 'wasm_size_raw_kb').status).toBe('over_budget');
    expect(codes(report)).toEqual(['metric_regressed', 'over_budget']);
  });

  it.each(['wasm_size_row_kb', 'constructor', 'binary_size_kb'])(
    'for %s, which nothing measures, fail',
    (name) => {
      const report = compare(base, { ...accepted, ...seed }, { budgets: { [name]: 1e9 } });
      expect(metric(report, name)).toMatchObject({ status: 'missing', value: null, budget: 1e9 });
      expect(codes(report)).toContain('budget_unmeasured');
      expect(report.verdict).toBe('fail');
    },
  );

  it('fail when the guest failed and the waived figure is not there', () => {
    const { startup, ...rest } = sampleReports();
    const report = compare({ ...rest, startup: withoutCold(startup) }, seed, {
      budgets: { wasm_instantiation_cold_ms: { max: 5, waive: 'AOT' } },
    });
    expect(codes(report)).toEqual(['budget_unmeasured']);
  });

  it('judge the figure that people see, to one decimal', () => {
    const budgets = { wasm_size_raw_kb: 100 };
    expect(compare(sampleReports({ rawBytes: 102_420 }), null, { budgets }).verdict).toBe('pass');
    expect(compare(sampleReports({ rawBytes: 102_460 }), null, { budgets }).verdict).toBe('fail');
  });
});

describe('policy', () => {
  it('that lets a metric more than double is warned of, and one that lets it double is not', () => {
    const policy = { wasm_size_raw_kb: { tolerance: '101%' }, wasm_imports: { tolerance: '100%' } };
    const report = compare(base, accepted, { policy });
    expect(codes(report)).toEqual(['tolerance_absurd']);
    expect(report.findings).toMatchObject([{ args: { metric: 'wasm_size_raw_kb', tolerance_pct: 101 } }]);
    expect(report.verdict).toBe('pass');
  });

  it('for a name that nobody knows fails', () => {
    const report = compare(base, accepted, { policy: { wasm_size_row_kb: { tolerance: '5%' } } });
    expect(codes(report)).toEqual(['policy_unmatched']);
    expect(report.verdict).toBe('fail');
  });
});

describe('keys that nobody measures', () => {
  it('of the native binary are unmeasured and pass', () => {
    const report = compare(base, seed);
    expect(metric(report, 'startup_time_ms')).toMatchObject({ status: 'unmeasured', baseline: 3.5 });
    expect(report.verdict).toBe('pass');
  });

  it('that are unknown are uncompared', () => {
    const report = compare(base, { ...seed, mood: { of: 'the day' }, constructor: 3, '': 1 });
    expect(metric(report, 'mood').status).toBe('uncompared');
    expect(metric(report, 'constructor').status).toBe('uncompared');
    expect(metric(report, 'timestamp').status).toBe('uncompared');
    expect(metric(report, '""').status).toBe('uncompared');
  });

  it('stand under exact or timed are missing', () => {
    const entry = acceptAll(base, {
      exact: { ...accepted.exact, wasm_fuel_gone: { value: 1, basis: { toolchain: 'x' } } },
      timed: { elsewhere: { wasm_gone_ms: { p50: 1, n: 5, wasmtime: '48.0.0' } } },
    });
    const report = compare(base, entry);
    expect(metric(report, 'wasm_fuel_gone').status).toBe('missing');
    expect(metric(report, 'wasm_gone_ms').status).toBe('missing');
    expect(report.counts.failed).toBe(2);
  });
});

describe('without a baseline', () => {
  it('every metric is new, nothing boasts of being gated, and budgets still gate', () => {
    const report = compare(base, null, { budgets: { wasm_size_raw_kb: 100 } });
    expect(new Set(report.metrics.map((m) => m.status))).toEqual(new Set(['new']));
    expect(report.counts).toMatchObject({ gated: 1, failed: 0, not_comparable: 0 });
    expect(codes(report)).toEqual(['baseline_absent']);
    expect(report.verdict).toBe('pass');
    expect(compare(base, null, { budgets: { wasm_size_raw_kb: 1 } }).verdict).toBe('fail');
  });

  it.each([{}, { startup_time_ms: 3.5, mood: 'good' }])(
    'that shares a key, %j, comparing is an error',
    (entry) => {
      expect(() => compare(base, entry)).toThrow(/shares no key/);
    },
  );
});

describe('strict', () => {
  it('fails on what cannot be compared and counts it', () => {
    const relaxed = compare(base, accepted);
    const strict = compare(base, accepted, { strict: true });
    expect(relaxed.verdict).toBe('pass');
    expect(strict.verdict).toBe('fail');
    expect(strict.counts.failed).toBe(relaxed.counts.not_comparable);
    expect(new Set(codes(strict))).toEqual(new Set(['metric_not_comparable']));
  });

  it('leaves a waived budget waived', () => {
    const budgets = { wasm_instantiation_cold_ms: { max: 5, waive: 'AOT' } };
    const strict = compare(base, accepted, { strict: true, budgets });
    expect(
      strict.findings.find(
        (f) => metricNameOf(f) === 'wasm_instantiation_cold_ms' && f.severity === 'violation',
      ),
    ).toBeUndefined();
  });
});
