import { regressionReport } from '@wasmgate/contracts/regression';
import type { FlatMetrics } from '@wasmgate/contracts/flat-metrics';
import { describe, expect, it } from 'vitest';
import { compareFlat } from '../src/index.ts';

/** clawft's three native metrics. */
const native: FlatMetrics = {
  startup_time_ms: 3.5,
  binary_size_kb: 4710,
  throughput_invocations_per_sec: 418,
};

function compare(results: FlatMetrics, baseline: FlatMetrics, { thresholdPct = 10, strict = false } = {}) {
  const report = compareFlat({
    results: { file: 'results.json', metrics: results },
    baseline: { file: 'baseline.json', metrics: baseline },
    thresholdPct,
    strict,
  });
  regressionReport.check('regression.json', JSON.parse(JSON.stringify(report)));
  const statuses = Object.fromEntries(report.metrics.map((m) => [m.name, m.status]));
  return { ...report, statuses };
}

function statusOfX(results: FlatMetrics, baseline: FlatMetrics) {
  return compare({ ...native, ...results }, { ...native, ...baseline }).statuses['x'];
}

describe("clawft's flat files", () => {
  it.each([
    ['startup_time_ms', 3.85, 'pass'],
    ['startup_time_ms', 3.86, 'regressed'],
    ['startup_time_ms', 1, 'improved'],
    ['binary_size_kb', 5181, 'pass'],
    ['binary_size_kb', 5182, 'regressed'],
    ['throughput_invocations_per_sec', 376.2, 'pass'],
    ['throughput_invocations_per_sec', 376, 'regressed'],
    ['throughput_invocations_per_sec', 900, 'improved'],
  ])('%s of %d is %s at 10 %%', (name, value, status) => {
    const report = compare({ ...native, [name]: value }, native);
    expect(report.statuses[name]).toBe(status);
    expect(report.verdict).toBe(status === 'regressed' ? 'fail' : 'pass');
  });

  it('take another threshold', () => {
    const results = { ...native, startup_time_ms: 3.6 };
    expect(compare(results, native, { thresholdPct: 2 }).verdict).toBe('fail');
    expect(compare(results, native, { thresholdPct: 0 }).counts.failed).toBe(1);
    expect(compare(results, native, { thresholdPct: 3 }).verdict).toBe('pass');
  });

  it('mean not measured by null: in the baseline nothing to compare with, in the results alone a failure', () => {
    expect(statusOfX({ x: 1 }, { x: null })).toBe('null_baseline');
    expect(statusOfX({ x: null }, { x: null })).toBe('null_baseline');
    expect(statusOfX({}, { x: null })).toBe('null_baseline');
    expect(statusOfX({ x: null }, { x: 1 })).toBe('missing');
    expect(statusOfX({}, { x: 1 })).toBe('missing');
    expect(statusOfX({ x: 1 }, {})).toBe('new');
    expect(statusOfX({ x: null }, {})).toBe('unmeasured');
  });

  it('of one kind alone leave the other kind unmeasured, but must be whole', () => {
    const baseline = { ...native, wasm_size_raw_kb: 57.9, wasm_size_gzip_kb: 24.3 };
    const whole = compare(native, baseline);
    expect(whole.statuses).toMatchObject({ wasm_size_raw_kb: 'unmeasured', wasm_size_gzip_kb: 'unmeasured' });
    expect(whole.verdict).toBe('pass');
    const part = compare({ ...native, wasm_size_raw_kb: 57.9 }, baseline);
    expect(part.statuses).toMatchObject({ wasm_size_raw_kb: 'pass', wasm_size_gzip_kb: 'missing' });
    expect(part.verdict).toBe('fail');
  });

  it('fail under strict when the baseline is null', () => {
    const results = { ...native, wasm_instantiation_cold_ms: 14 };
    const baseline = { ...native, wasm_instantiation_cold_ms: null };
    expect(compare(results, baseline).verdict).toBe('pass');
    expect(compare(results, baseline, { strict: true }).verdict).toBe('fail');
  });

  it('list texts and compare none', () => {
    const report = compare({ ...native, timestamp: 'today' }, { ...native, wasm_allocator: 'talc' });
    expect(report.statuses).toMatchObject({ timestamp: 'uncompared', wasm_allocator: 'uncompared' });
    expect(report.verdict).toBe('pass');
  });

  it('with nothing but a time stamp in common are an error', () => {
    expect(() => compare({ a: 1, timestamp: 'x' }, { b: 1, timestamp: 'x' })).toThrow(/no metric in common/);
  });

  it('with a figure against a text are an error that names the key', () => {
    expect(() => compare({ ...native, x: '80' }, { ...native, x: 80 })).toThrow(/results\.json: \$\.x/);
    expect(() => compare({ ...native, x: 80 }, { ...native, x: '80' })).toThrow(/baseline\.json: \$\.x/);
  });

  it('with a baseline of zero regress at once', () => {
    expect(compare({ x: 0.1 }, { x: 0 }).statuses).toEqual({ x: 'regressed' });
    expect(compare({ x: 0 }, { x: 0 }).statuses).toEqual({ x: 'pass' });
  });
});
