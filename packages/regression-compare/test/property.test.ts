import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFlat, compareSubject, measurements } from '../src/index.ts';
import { sampleReports } from './sample-reports.ts';

const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('__proto__', 'constructor', 'wasm_size_raw_kb', 'wasm_fuel_init', 'startup_time_ms'),
);
const figure = fc.double({ min: 0, max: 1e9, noNaN: true });
const flat = fc.dictionary(name, fc.oneof(figure, fc.constant(null)), { minKeys: 1, noNullPrototype: true });

const entries: fc.Arbitrary<BaselineSubject> = fc.record(
  {
    wasm_allocator: fc.constantFrom('dlmalloc', 'talc'),
    wasm_size_raw_kb: fc.oneof(figure, fc.constant(null)),
    startup_time_ms: figure,
    timestamp: fc.constant('2026-01-01'),
    exact: fc.dictionary(name, fc.record({ value: figure, basis: fc.constant({ toolchain: 'old' }) })),
    timed: fc.dictionary(
      fc.constantFrom('linux x64 test', 'elsewhere'),
      fc.dictionary(name, fc.record({ p50: figure, n: fc.constant(5), wasmtime: fc.constant('49.0.0') })),
    ),
  },
  { requiredKeys: ['wasm_allocator'] },
);

describe('every key of either side is listed, once', () => {
  it('of a subject', () => {
    const reports = sampleReports();
    fc.assert(
      fc.property(entries, fc.boolean(), (baseline, strict) => {
        const report = compareSubject({ name: 'sample', gate: {}, reports, baseline, strict });
        const listed = report.metrics.map((m) => m.name);
        expect(new Set(listed).size).toBe(listed.length);
        const measured = measurements(reports).flatMap((m) => (m.value === null ? [] : [m.name]));
        const { exact = {}, timed = {}, ...top } = baseline;
        const accepted = [exact, top, ...Object.values(timed)].flatMap((part) => Object.keys(part));
        expect(listed).toEqual(expect.arrayContaining([...measured, ...accepted]));
        const { gated, listed: shown, not_comparable } = report.counts;
        expect(gated + shown + not_comparable).toBe(listed.length);
        expect(report.counts.failed > 0).toBe(report.verdict === 'fail');
      }),
    );
  });

  it('of flat files', () => {
    let compared = 0;
    let refused = 0;
    fc.assert(
      fc.property(flat, flat, figure, (results, baseline, thresholdPct) => {
        const shared = Object.keys(results).some((key) => Object.hasOwn(baseline, key));
        const run = () =>
          compareFlat({
            results: { file: 'results.json', metrics: results },
            baseline: { file: 'baseline.json', metrics: baseline },
            thresholdPct,
            strict: false,
          });
        if (!shared) {
          expect(run).toThrow(/no metric in common/);
          refused++;
          return;
        }
        compared++;
        const listed = run().metrics.map((m) => m.name);
        const keys = new Set([...Object.keys(results), ...Object.keys(baseline)]);
        expect(new Set(listed)).toEqual(keys);
      }),
      { numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(10);
  });
});

describe('an improvement never fails', () => {
  it('of an exact metric, whatever the tolerance', () => {
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.nat(1e9),
        fc.constantFrom('wasm_fuel_x', 'wasm_memory_pages'),
        (a, b, key) => {
          const at = (value: number) =>
            sampleReports({ exact: { [key]: { value, basis: { engine: 'e' } } } });
          const value = Math.min(a, b);
          const reports = at(value);
          const basis = measurements(reports).find((m) => m.name === key);
          const baseline = {
            wasm_allocator: 'dlmalloc',
            exact: {
              [key]: { value: Math.max(a, b), basis: basis?.kind === 'exact' ? basis.basis : {} },
            },
          };
          const report = compareSubject({ name: 'sample', gate: {}, reports, baseline, strict: false });
          expect(report.verdict).toBe('pass');
          expect(report.metrics.find((m) => m.name === key)?.status).toBe(a === b ? 'pass' : 'improved');
        },
      ),
      // Every run makes and checks whole reports.
      { numRuns: 30 },
    );
  });

  it('of a flat metric, in its own direction, under any threshold', () => {
    fc.assert(
      fc.property(figure, figure, figure, fc.boolean(), (a, b, thresholdPct, higherIsBetter) => {
        const key = higherIsBetter ? 'throughput_invocations_per_sec' : 'startup_time_ms';
        const [good, bad] = a < b === higherIsBetter ? [b, a] : [a, b];
        const report = compareFlat({
          results: { file: 'results.json', metrics: { [key]: good } },
          baseline: { file: 'baseline.json', metrics: { [key]: bad } },
          thresholdPct,
          strict: true,
        });
        expect(report.verdict).toBe('pass');
      }),
    );
  });
});
