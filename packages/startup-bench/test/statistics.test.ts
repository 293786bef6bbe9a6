import { expect, test } from 'vitest';
import { median, medianOfStats, quantile, statsOf } from '../src/figures/statistics.ts';

// R: quantile(x, p, type = 7); NumPy: numpy.percentile(x, 100 p).
test.each([
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9.1],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.25, 3.25],
  [[1, 2, 3, 4], 0.5, 2.5],
  [[1, 2, 3, 4], 0.99, 3.97],
  [[15, 20, 35, 40, 50], 0.4, 29],
  [[7], 0.99, 7],
  [[2, 5], 0, 2],
  [[2, 5], 1, 5],
])('the quantile of %j at %d is %d', (samples, p, expected) => {
  expect(quantile(samples, p)).toBeCloseTo(expected, 12);
});

test('samples need not be sorted, and stay as they are', () => {
  const samples = [10, 9, 1, 2];
  expect(median(samples)).toBe(5.5);
  expect(samples).toEqual([10, 9, 1, 2]);
});

test('no samples, or a quantile beyond 1, is an error and not NaN', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError);
  expect(() => quantile([1], 1.1)).toThrow(RangeError);
  expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  expect(() => statsOf([])).toThrow(RangeError);
});

test('durations become milliseconds, to the nanosecond', () => {
  expect(statsOf([1_000_000, 2_000_000, 3_000_001])).toEqual({
    iterations: 3,
    min_ms: 1,
    max_ms: 3.000001,
    mean_ms: 2,
    p50_ms: 2,
    p90_ms: 2.800001,
    p99_ms: 2.980001,
  });
});

test('over processes each figure is the median of the processes, not of their samples', () => {
  const oneSlowProcess = [
    statsOf([1e6, 1e6, 1e6]),
    statsOf([3e6, 3e6, 3e6]),
    statsOf(Array.from({ length: 100 }, () => 9e6)),
  ];
  expect(medianOfStats(oneSlowProcess)).toMatchObject({ iterations: 3, p50_ms: 3, min_ms: 3, max_ms: 3 });
});
