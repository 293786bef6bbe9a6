import { expect, test } from 'vitest';
import { compareMetric } from '../src/compare/compare-metric.ts';
import { LARGEST_FAMILY, LEAST_ROUNDS } from '../src/compare/family.ts';
import { decideMetric, familyVerdict, isSuspect, type Decision } from '../src/compare/decide.ts';
import { seededRandom } from '../src/compare/random.ts';
import { leastPairs, signedRankDistribution, signedRankInterval } from '../src/compare/signed-rank.ts';
import { bimodal, drifting, normal, quiet, simulate, wild, type Noise } from './simulate.ts';

/** The whole decision on a family of four, each metric with its own noise and seeds. */
function verdict(seed: number, noises: readonly (() => Noise)[], effect = 0, rounds = 16) {
  const attempt = (metric: number, number: number) => {
    const noise = noises[metric] as () => Noise;
    return compareMetric(simulate(seed * 64 + metric * 8 + number, noise(), effect, rounds), LARGEST_FAMILY);
  };
  const decisions: Decision[] = noises.map((_, metric) => {
    const first = attempt(metric, 0);
    return decideMetric(first, isSuspect(first) ? attempt(metric, 1) : null, false);
  });
  return { status: familyVerdict(decisions.map(({ status }) => status)), decisions };
}

const four = (noise: () => Noise) => [noise, noise, noise, noise];
const asMeasured = [() => bimodal, () => quiet, () => bimodal, () => quiet];
const share = (count: number, is: (seed: number) => boolean): number =>
  Array.from({ length: count }, (_, seed) => is(seed)).filter(Boolean).length / count;

/** How often a head that is slower by `effect` is called so. */
const found = (effect: number, noise: () => Noise): number =>
  share(300, (seed) => verdict(seed, four(noise), effect).decisions[0]?.status === 'regressed');
const exact: Noise = (random) => 1e-4 * normal(random);

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

test('an interval without ends where the pairs cannot carry the confidence', () => {
  for (const confidence of [0.95, 0.9875, 0.99, 0.9975]) {
    const pairs = leastPairs(confidence);
    const differences = Array.from({ length: pairs }, (_, index) => index);
    expect(signedRankInterval(differences, confidence).low).toBe(0);
    expect(signedRankInterval(differences.slice(1), confidence).low).toBe(-Infinity);
  }
  expect(LEAST_ROUNDS).toBe(10);
});

test('an interval covers the truth as often as it says, whatever the shape of the noise', () => {
  for (const noise of [quiet, bimodal, wild]) {
    const random = seededRandom(7);
    const missed = share(3000, () => {
      const differences = Array.from({ length: 12 }, (_, i) => noise(random, i) - noise(random, i));
      const { low, high } = signedRankInterval(differences, 0.9);
      return low > 0 || high < 0;
    });
    expect(missed).toBeGreaterThan(0.07);
    expect(missed).toBeLessThan(0.115);
  }
});

test.each([
  ['quiet', four(() => quiet), [0, 0.025]],
  ['of two modes', four(() => bimodal), [0, 0.06]],
  // One process in seven is slower by anything: here nothing can be known, and that is what is said.
  ['with wild processes', four(() => wild), [0.9, 1]],
  ['on a drifting machine', four(drifting), [0, 0.025]],
  ['as measured', asMeasured, [0, 0.06]],
] as const)('equal files, noise %s: at most one false verdict in a hundred', (_, noises, [fewest, most]) => {
  const statuses = Array.from({ length: 600 }, (_unused, seed) => verdict(seed, noises).status);
  const count = (status: string) => statuses.filter((is) => is === status).length / 600;
  expect(count('regressed')).toBeLessThanOrEqual(0.005);
  expect(count('improved')).toBeLessThanOrEqual(0.005);
  expect(count('unproven')).toBeGreaterThanOrEqual(fewest);
  expect(count('unproven')).toBeLessThanOrEqual(most);
});

test('a slowdown of 5 % is found with noise as of the pooling allocator, one of 10 % always', () => {
  expect(found(0.05, () => quiet)).toBeGreaterThanOrEqual(0.95);
  // What is missing is a null that moved by chance.
  expect(found(0.1, () => quiet)).toBeGreaterThanOrEqual(0.98);
  expect(found(0.05, drifting)).toBeGreaterThanOrEqual(0.9);
  // Two modes that lie 12 % apart hide 5 %; they do not hide a doubling.
  expect(found(1, () => bimodal)).toBeGreaterThanOrEqual(0.98);
});

test('a speed-up is an improvement', () => {
  expect(
    share(
      200,
      (seed) =>
        verdict(
          seed,
          four(() => quiet),
          -0.1,
        ).status === 'improved',
    ),
  ).toBeGreaterThan(0.95);
});

test('a change of 1 % is let pass, however certain it is', () => {
  const compared = compareMetric(simulate(1, exact, 0.01), LARGEST_FAMILY);
  expect(compared.effect.low).toBeGreaterThan(0);
  expect(compared.leaning).toBe('pass');
  expect(compareMetric(simulate(1, exact, 0.03), LARGEST_FAMILY).leaning).toBe('regressed');
});

test('a null that moved leaves it unproven, whatever the head does', () => {
  const moved = compareMetric(simulate(3, quiet, 0.5, 16, 0.2), LARGEST_FAMILY);
  expect(moved.isNullMoved).toBe(true);
  expect(isSuspect(moved)).toBe(false);
  expect(decideMetric(moved, null, false)).toEqual({ status: 'unproven', reason: 'null_moved' });
});

test('a suspect has to come again, on the same side and with a null that stays', () => {
  const [slower, faster, same] = [0.2, -0.2, 0].map((effect) =>
    compareMetric(simulate(5, quiet, effect), LARGEST_FAMILY),
  ) as [ReturnType<typeof compareMetric>, ReturnType<typeof compareMetric>, ReturnType<typeof compareMetric>];
  const moved = compareMetric(simulate(5, quiet, 0.2, 16, 0.2), LARGEST_FAMILY);
  expect(decideMetric(slower, slower, false)).toEqual({ status: 'regressed' });
  expect(decideMetric(faster, faster, false)).toEqual({ status: 'improved' });
  expect(decideMetric(slower, faster, false)).toEqual({ status: 'pass', reason: 'not_repeated' });
  expect(decideMetric(slower, same, false)).toEqual({ status: 'pass', reason: 'not_repeated' });
  expect(decideMetric(slower, moved, false)).toEqual({ status: 'unproven', reason: 'null_moved' });
  expect(decideMetric(slower, slower, true)).toEqual({ status: 'unproven', reason: 'disturbed' });
  expect(decideMetric(same, null, false)).toEqual({ status: 'pass' });
});

test('what did not fail passes only where 10 % could have been seen', () => {
  const [calm, noisy] = [quiet, wild].map((noise) => compareMetric(simulate(2, noise), LARGEST_FAMILY)) as [
    ReturnType<typeof compareMetric>,
    ReturnType<typeof compareMetric>,
  ];
  expect([Math.exp(calm.noise) < 1.1, Math.exp(noisy.noise) > 1.1]).toEqual([true, true]);
  expect(decideMetric(calm, null, false)).toEqual({ status: 'pass' });
  expect(decideMetric(noisy, null, false)).toEqual({ status: 'unproven', reason: 'too_noisy' });
  // A difference that stands out of any noise is one.
  const doubled = compareMetric(simulate(2, wild, 5), LARGEST_FAMILY);
  expect(decideMetric(doubled, doubled, false)).toEqual({ status: 'regressed' });
  expect(decideMetric(doubled, noisy, false)).toEqual({ status: 'unproven', reason: 'too_noisy' });
});

test('a verdict on several metrics: failed, then unknown, then better', () => {
  expect(familyVerdict(['pass', 'improved', 'unproven', 'regressed'])).toBe('regressed');
  expect(familyVerdict(['pass', 'improved', 'unproven'])).toBe('unproven');
  expect(familyVerdict(['pass', 'improved'])).toBe('improved');
  expect(familyVerdict(['pass'])).toBe('pass');
});

test('a figure of 0 cannot be compared', () => {
  expect(() => compareMetric([{ head: 1, baseline: 0, again: 1 }], 4)).toThrow(RangeError);
});
