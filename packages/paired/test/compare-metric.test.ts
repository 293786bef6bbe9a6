import { expect, test } from 'vitest';
import { compareMetric, LEAST_CHANGE, leastSamples, type MetricComparison } from '../src/compare-metric.ts';
import { decideMetric, familyVerdict, type Decision } from '../src/decide.ts';
import {
  bimodal,
  drifting,
  interrupted,
  normal,
  quiet,
  simulate,
  wild,
  type Machine,
  type Simulation,
} from './simulate.ts';

const FAMILY = { size: 4 };
const compare = (simulation: Simulation): MetricComparison => compareMetric(simulate(simulation), FAMILY);

/** The whole decision on a metric of the family. */
function decide(seed: number, machine: () => Machine, effect = 0): Decision {
  const measurings: MetricComparison[] = [];
  for (;;) {
    const seed3 = (seed * 3 + measurings.length) * 7919;
    measurings.push(compare({ seed: seed3, machine: machine(), effect }));
    const decision = decideMetric(measurings);
    if (decision !== null) return decision;
  }
}

/** The verdict on equal files. */
const verdict = (seed: number, machine: () => Machine) =>
  familyVerdict(
    Array.from({ length: FAMILY.size }, (_, metric) => decide(seed * FAMILY.size + metric, machine).status),
  );

/** How often a head that is slower by `effect` is called so. */
function found(effect: number, machine: () => Machine, status = 'regressed'): number {
  const runs = 200;
  const decisions = Array.from({ length: runs }, (_, seed) => decide(seed, machine, effect));
  return decisions.filter((decision) => decision.status === status).length / runs;
}
const exact: Machine = { sample: () => 0, arm: () => 0, block: (random) => 1e-4 * normal(random) };

test.each([
  ['quiet', () => quiet, [0, 0.025]],
  ['whose processes start in two ways', () => bimodal, [0, 0.025]],
  ['that interrupts', () => interrupted, [0, 0.025]],
  ['that wanders', drifting, [0, 0.025]],
  // Here nothing can be known, and that is what is said.
  ['of which one arm in seven is slower by anything', () => wild, [0.9, 1]],
] as const)(
  'equal files on a machine %s: at most one false verdict in a hundred',
  (_, machine, [fewest, most]) => {
    const statuses = Array.from({ length: 400 }, (_unused, seed) => verdict(seed, machine));
    const count = (status: string) => statuses.filter((is) => is === status).length / 400;
    expect(count('regressed')).toBeLessThanOrEqual(0.005);
    expect(count('improved')).toBeLessThanOrEqual(0.005);
    expect(count('unproven')).toBeGreaterThanOrEqual(fewest);
    expect(count('unproven')).toBeLessThanOrEqual(most);
  },
);

test('a slowdown of 5 % is found whichever way processes start, and whatever interrupts', () => {
  for (const machine of [() => quiet, () => bimodal, () => interrupted, drifting]) {
    expect(found(0.05, machine)).toBeGreaterThanOrEqual(0.99);
  }
  expect(found(0.03, () => quiet)).toBeGreaterThanOrEqual(0.9);
  expect(found(3, () => wild)).toBeGreaterThanOrEqual(0.9);
});

test('a speed-up is an improvement', () => {
  expect(found(-0.1, () => quiet, 'improved')).toBeGreaterThan(0.95);
});

test('a change below the least one is let pass, however certain it is', () => {
  const compared = compare({ seed: 1, machine: exact, effect: 0.01 });
  expect(compared.effect.low).toBeGreaterThan(0);
  expect(compared.leaning).toBe('pass');
  const larger = simulate({ seed: 1, machine: exact, effect: 0.03 });
  expect(compareMetric(larger, FAMILY)).toMatchObject({ leaning: 'regressed', least: LEAST_CHANGE });
  // Durations are about 1 there.
  const coarse = compareMetric(larger, { ...FAMILY, resolution: 0.05 });
  expect(coarse.leaning).toBe('pass');
  expect(coarse.least).toBeCloseTo(Math.log(1.05), 3);
});

const [slower, faster, same, moved, noisy, larger] = (
  [
    [0.2, 0, quiet],
    [-0.2, 0, quiet],
    [0, 0, quiet],
    [0.5, 0.2, quiet],
    [0, 0, wild],
    [5, 0, wild],
  ] as const
).map(([effect, nullEffect, machine]) => compare({ seed: 2, machine, effect, nullEffect })) as [
  MetricComparison,
  MetricComparison,
  MetricComparison,
  MetricComparison,
  MetricComparison,
  MetricComparison,
];

test('what looks changed has to come again, on the same side', () => {
  expect(decideMetric([same])).toEqual({ status: 'pass' });
  expect(decideMetric([slower])).toBeNull();
  expect(decideMetric([slower, slower])).toEqual({ status: 'regressed' });
  expect(decideMetric([faster, faster])).toEqual({ status: 'improved' });
  expect(decideMetric([slower, faster])).toEqual({ status: 'pass', reason: 'not_repeated' });
  expect(decideMetric([slower, same])).toEqual({ status: 'pass', reason: 'not_repeated' });
});

test('a null that moved proves nothing, whatever the head does: once it is tried anew, twice it is unproven', () => {
  expect(moved.isNullMoved).toBe(true);
  expect(decideMetric([moved])).toBeNull();
  expect(decideMetric([moved, moved])).toEqual({ status: 'unproven', reason: 'null_moved' });
  expect(decideMetric([moved, same])).toEqual({ status: 'pass' });
  // What was set aside confirms nothing.
  expect(decideMetric([moved, slower])).toBeNull();
  expect(decideMetric([slower, moved])).toBeNull();
  expect(decideMetric([moved, slower, slower])).toEqual({ status: 'regressed' });
  expect(decideMetric([slower, moved, slower])).toEqual({ status: 'regressed' });
  expect(decideMetric([slower, moved, same])).toEqual({ status: 'pass', reason: 'not_repeated' });
  expect(decideMetric([slower, moved, moved])).toEqual({ status: 'unproven', reason: 'null_moved' });
});

test('what did not fail passes only where 10 % could have been seen', () => {
  expect([Math.exp(same.noise) < 1.1, Math.exp(noisy.noise) > 1.1]).toEqual([true, true]);
  expect(decideMetric([noisy])).toBeNull();
  expect(decideMetric([noisy, noisy])).toEqual({ status: 'unproven', reason: 'too_noisy' });
  expect(decideMetric([moved, noisy])).toEqual({ status: 'unproven', reason: 'too_noisy' });
  expect(decideMetric([noisy, same])).toEqual({ status: 'pass' });
  // A difference that stands out of any noise is one.
  expect(decideMetric([larger, larger])).toEqual({ status: 'regressed' });
  expect(decideMetric([larger, noisy])).toBeNull();
  expect(decideMetric([larger, noisy, noisy])).toEqual({ status: 'unproven', reason: 'too_noisy' });
});

test('whatever is found, three measurings decide', () => {
  const any = [slower, faster, same, moved, noisy, larger];
  for (const one of any)
    for (const two of any) for (const three of any) expect(decideMetric([one, two, three])).not.toBeNull();
});

test('a verdict on several metrics: failed, then unknown, then better', () => {
  expect(familyVerdict(['pass', 'improved', 'unproven', 'regressed'])).toBe('regressed');
  expect(familyVerdict(['pass', 'improved', 'unproven'])).toBe('unproven');
  expect(familyVerdict(['pass', 'improved'])).toBe('improved');
  expect(familyVerdict(['pass'])).toBe('pass');
});

test('a family needs so many samples', () => {
  expect([1, 2, 4, 8].map(leastSamples)).toEqual([8, 9, 10, 11]);
});
