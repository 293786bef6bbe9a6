import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastPairs, signedRankDistribution, signedRankInterval } from '../src/signed-rank.ts';
import { seededRandom } from '../src/random.ts';
import { normal } from './simulate.ts';

test('the distribution of the signed-rank statistic is that of all subsets of the ranks', () => {
  expect(signedRankDistribution(3)).toEqual([1, 1, 1, 2, 1, 1, 1].map((ways) => ways / 8));
  expect(signedRankDistribution(16).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
});

test('an interval of known differences: the table of Hollander and Wolfe', () => {
  // Example 3.1: depression scores of nine patients; estimate -0.46, interval at 96.1 % from -0.786 to -0.010.
  const before = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
  const after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
  const { estimate, low, high } = signedRankInterval(
    after.map((value, index) => value - (before[index] ?? 0)),
    0.96,
  );
  expect(estimate).toBeCloseTo(-0.46, 3);
  expect(low).toBeCloseTo(-0.786, 3);
  expect(high).toBeCloseTo(-0.01, 3);
});

interface Recorded {
  readonly cases: readonly {
    readonly shape: string;
    readonly differences: readonly number[];
    readonly estimate: number;
    /** A shift, and the p-value of the differences less it. */
    readonly p: readonly (readonly [shift: number, p: number])[];
  }[];
}

describe('an independent implementation agrees: scipy.stats.wilcoxon, as scipy-wilcoxon.py recorded it', () => {
  const file = join(import.meta.dirname, 'scipy-wilcoxon.json');
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  test.each(cases.map((one) => [`${one.differences.length} ${one.shape}`, one] as const))(
    '%s',
    (_, { differences, estimate, p }) => {
      expect(signedRankInterval(differences, 0.95).estimate).toBeCloseTo(estimate, 9);
      for (const [shift, chance] of p) {
        // A shift lies within the intervals at a confidence above 1 - p, and outside of those below.
        const within = (confidence: number): boolean => {
          const { low, high } = signedRankInterval(differences, confidence);
          return low < shift && shift < high;
        };
        expect(within(1 - chance + 1e-9)).toBe(chance < 1 - 1e-9 ? true : within(1));
        if (chance > 1e-9 && chance < 1) expect(within(1 - chance - 1e-9)).toBe(false);
      }
    },
  );
});

const difference = fc.double({ min: -1, max: 1, noNaN: true });
const differences = fc.array(difference, { minLength: 8, maxLength: 24 });

test('an interval moves with its differences, and turns with them', () => {
  fc.assert(
    fc.property(differences, difference, (values, shift) => {
      const { estimate, low, high } = signedRankInterval(values, 0.95);
      const moved = signedRankInterval(
        values.map((value) => value + shift),
        0.95,
      );
      expect(moved.estimate).toBeCloseTo(estimate + shift, 9);
      expect(moved.low).toBeCloseTo(low + shift, 9);
      expect(moved.high).toBeCloseTo(high + shift, 9);
      const turned = signedRankInterval(
        values.map((value) => -value),
        0.95,
      );
      expect(turned.estimate).toBeCloseTo(-estimate, 12);
      expect(turned.low).toBeCloseTo(-high, 12);
      expect(turned.high).toBeCloseTo(-low, 12);
    }),
  );
});

test('an interval holds its estimate, the order of differences is nothing, more confidence is wider', () => {
  fc.assert(
    fc.property(differences, fc.integer({ min: 0, max: 23 }), (values, by) => {
      const { estimate, low, high } = signedRankInterval(values, 0.95);
      expect(low).toBeLessThanOrEqual(estimate);
      expect(high).toBeGreaterThanOrEqual(estimate);
      const turned = signedRankInterval([...values.slice(by), ...values.slice(0, by)], 0.95);
      for (const [end, was] of [
        [turned.estimate, estimate],
        [turned.low, low],
        [turned.high, high],
      ] as const) {
        expect(end).toBeCloseTo(was, 12);
      }
      const wider = signedRankInterval(values, 0.98);
      expect(wider.low).toBeLessThanOrEqual(low);
      expect(wider.high).toBeGreaterThanOrEqual(high);
    }),
  );
});

test('an interval without ends where the pairs cannot carry the confidence', () => {
  for (const confidence of [0.95, 0.9875, 0.99, 0.9975]) {
    const pairs = leastPairs(confidence);
    const values = Array.from({ length: pairs }, (_, index) => index);
    expect(signedRankInterval(values, confidence).low).toBe(0);
    expect(signedRankInterval(values.slice(1), confidence).low).toBe(-Infinity);
  }
});

test('an interval covers the truth as often as it says, whatever the shape of the noise', () => {
  const random = seededRandom(7);
  const shapes = [
    () => normal(random),
    () => (random() < 0.4 ? 12 : 0) + normal(random),
    () => normal(random) + (random() < 0.15 ? 50 * Math.abs(normal(random)) : 0),
  ];
  for (const noise of shapes) {
    const missed = Array.from({ length: 3000 }, () => {
      const { low, high } = signedRankInterval(
        Array.from({ length: 12 }, () => noise() - noise()),
        0.9,
      );
      return low > 0 || high < 0;
    }).filter(Boolean).length;
    expect(missed / 3000).toBeGreaterThan(0.07);
    expect(missed / 3000).toBeLessThan(0.115);
  }
});
