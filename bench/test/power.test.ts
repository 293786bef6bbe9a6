import { seededRandom } from '@wasmgate/startup-bench/random';
import { expect, test } from 'vitest';
import { shareInterval } from '../src/power/binomial.ts';
import { costsOf, cycle, SIZES } from '../src/power/cells.ts';
import { warmMetric, type PowerRun, type Rounds } from '../src/power/power-run.ts';
import { powerTables } from '../src/power/power-tables.ts';
import { leastDetectable, statusShares } from '../src/power/resample.ts';

test('an exact interval of a share: known values', () => {
  // Clopper and Pearson's own definition gives 1 - 0.025^(1/n) for none; 5 of 10 as R's binom.test(5, 10).
  expect(shareInterval(0, 10)[1]).toBeCloseTo(1 - 0.025 ** 0.1, 10);
  expect(shareInterval(0, 10)[0]).toBe(0);
  expect(shareInterval(5, 10)[0]).toBeCloseTo(0.187086, 6);
  expect(shareInterval(5, 10)[1]).toBeCloseTo(0.812914, 6);
  expect(shareInterval(10, 10)[0]).toBeCloseTo(0.025 ** 0.1, 10);
  expect(() => shareInterval(0, 0)).toThrow(RangeError);
});

const rounds = (seed: number, noise: number): Rounds => {
  const random = seededRandom(seed);
  const one = () => Math.exp(noise * (random() - 0.5));
  return Array.from({ length: 16 }, () => [one(), one(), one()] as const);
};

const random = () => seededRandom(1);

test('noise that was measured says what would be found in it', () => {
  const quiet = Array.from({ length: 30 }, (_, seed) => rounds(seed, 0.04));
  const equal = statusShares(quiet, 0, 400, random());
  expect(equal.regressed + equal.improved).toBeLessThanOrEqual(0.01);
  expect(statusShares(quiet, 0.1, 400, random()).regressed).toBeGreaterThan(0.95);
  const search = { share: 0.95, step: 0.01, most: 0.3, draws: 200 };
  const least = leastDetectable(quiet, search, random()) ?? Infinity;
  const noisier = leastDetectable(
    Array.from({ length: 30 }, (_, seed) => rounds(seed, 0.12)),
    search,
    random(),
  );
  expect(least).toBeGreaterThan(0.02);
  expect(least).toBeLessThan(noisier ?? Infinity);
  expect(leastDetectable(quiet, { ...search, most: 0.01 }, random())).toBeNull();
});

const run = (change: Partial<PowerRun>): PowerRun => ({
  condition: 'quiet',
  series: 'loop',
  subject: 'clawft-agent',
  size: null,
  allocator: null,
  amount: 1000,
  verdict: 'regressed',
  metrics: Object.values(warmMetric).map((name) => ({
    name,
    status: 'regressed',
    reason: null,
    ratio: 1.5,
    rounds: rounds(1, 0.04),
  })),
  replaced: 0,
  seconds: 6,
  load: 0.5,
  ...change,
});
const calibrations = (['loop', 'loop in a module', 'imports'] as const).map((series) => run({ series }));

test('amounts follow from what one unit costs; every cell comes once a cycle', () => {
  const costs = costsOf(calibrations);
  expect(costs.loop.pooling).toBeCloseTo(0.5 / 1000, 12);
  const cells = cycle('quiet', costs, seededRandom(1));
  const loops = cells.filter(({ series, allocator }) => series === 'loop' && allocator === 'pooling');
  expect(loops.map(({ size, amount }) => [size, amount]).toSorted()).toEqual(
    SIZES.map((size) => [size, size * 2000]).toSorted(),
  );
  expect(() => costsOf(calibrations.slice(1))).toThrow('not calibrated');
});

test('the tables say what the runs say, and calibrations are no results', () => {
  const text = powerTables(
    [
      ...calibrations,
      run({ series: 'nothing', size: 0, amount: 0, verdict: 'pass' }),
      run({ series: 'nothing', size: 0, amount: 0, verdict: 'regressed' }),
      run({ size: 0.05, allocator: 'pooling', amount: 100 }),
    ],
    50,
  );
  expect(text).toContain('3 runs;');
  expect(text).toMatch(/\| both \| 2 \| 50\.0 % \[1\.3, 98\.7\] \| 0\.0 % /);
  expect(text).toMatch(
    /\| \+5 % \| pooling \| 1 \| 100\.0 % \[2\.5, 100\.0\] \| 0\.0 % .*\| 50\.0 % \| 6\.0 s \|/,
  );
  expect(text).not.toContain('## loaded');
});
