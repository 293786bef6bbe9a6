import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { expect, it } from 'vitest';
import { compareSubject, measurements, type MeasuredReports as Reports } from '../src/index.ts';
import { acceptAll } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';

const laptop = sampleReports();
const onCi = { basis: 'rustup rustc 1.97.1', rawBytes: 82_000 } as const;

/** What the laptop accepted, and beside it what CI measured. */
const both = acceptAll(laptop, { exact_also: { ci: exactOf(sampleReports(onCi)) } });

function exactOf(reports: Reports) {
  const exact = measurements(reports).flatMap((m) =>
    m.kind === 'exact' ? [[m.name, { value: m.value, basis: m.basis }] as const] : [],
  );
  return Object.fromEntries(exact);
}

function compare(reports: Reports, baseline: BaselineSubject = both) {
  const { metrics, findings, verdict } = compareSubject({
    name: 'sample',
    gate: {},
    reports,
    baseline,
    strict: false,
  });
  const size = metrics.find(({ name }) => name === 'wasm_size_raw_kb');
  return { size, metrics, findings, verdict };
}

it('holds each run against the figures of its own basis', () => {
  expect(compare(laptop).size).toMatchObject({ status: 'identical', baseline: 79.2451 });
  const ci = compare(sampleReports(onCi));
  expect(ci.size).toMatchObject({ status: 'pass', baseline: 80.0781, baseline_set: 'ci' });
  expect(ci.metrics.filter(({ status }) => status === 'basis_changed')).toEqual([]);
});

it('fails what is worse under its own basis, and names the set that accepts it', () => {
  const { size, findings, verdict } = compare(sampleReports({ ...onCi, rawBytes: 90_000 }));
  expect([size?.status, verdict]).toEqual(['regressed', 'fail']);
  expect(findings).toMatchObject([
    { code: 'metric_regressed', args: { metric: 'wasm_size_raw_kb', basis: 'ci' } },
  ]);
});

it('shows what no set has the basis of beside the figures of the machine that accepted', () => {
  const { size, verdict } = compare(sampleReports({ ...onCi, basis: 'rustup rustc 1.98.0' }));
  expect(size).toMatchObject({ status: 'basis_changed', baseline: 79.2451 });
  expect(size).not.toHaveProperty('baseline_set');
  expect(verdict).toBe('pass');
});

it('takes the figures of a set by the parts that count: another engine leaves its sizes gated', () => {
  const { metrics } = compare(sampleReports({ ...onCi, wasmtime: '50.0.0' }));
  const statuses = new Map(metrics.map(({ name, status }) => [name, status]));
  expect(statuses.get('wasm_size_raw_kb')).toBe('pass');
  expect(statuses.get('wasm_fuel_init')).toBe('basis_changed');
});

it('misses a metric of a set only in a run that is held against it', () => {
  const gone = { value: 5, basis: { toolchain: 'any' } };
  const sets = { ci: { ...both.exact_also?.['ci'], wasm_fuel_gone: gone } };
  const baseline = { ...both, exact_also: sets };
  expect(compare(laptop, baseline).verdict).toBe('pass');
  expect(compare(sampleReports(onCi), baseline).findings).toMatchObject([
    { code: 'metric_missing', args: { metric: 'wasm_fuel_gone', basis: 'ci' } },
  ]);
});

it('does not take a set for the accepted bytes, though the artifact has them', () => {
  // The same bytes as the laptop's and CI's engine: CI's figure is of other bytes.
  const artifact = { ...both, exact_also: { ci: exactOf(sampleReports({ ...onCi, wasmtime: '50.0.0' })) } };
  const { metrics } = compare(sampleReports({ wasmtime: '50.0.0' }), artifact);
  expect(metrics.find(({ name }) => name === 'wasm_fuel_init')).toMatchObject({ status: 'basis_changed' });
});
