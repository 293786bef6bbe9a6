import { expect, test } from 'vitest';
import { modesOf } from '../src/compare/modes.ts';
import { seededRandom } from '../src/compare/random.ts';
import { normal } from './simulate.ts';

const random = seededRandom(5);
const sample = (draw: () => number, count = 16) => Array.from({ length: count }, draw);
const shareOfTwo = (draw: () => number) =>
  Array.from({ length: 1000 }, () => modesOf(sample(draw)).length === 2).filter(Boolean).length / 1000;

test('two modes are two, each with its own middle', () => {
  const figures = [
    ...sample(() => 10 + 0.1 * normal(random), 9),
    ...sample(() => 12 + 0.1 * normal(random), 7),
  ];
  const [low, high, ...others] = modesOf(figures);
  expect(others).toEqual([]);
  expect([low?.processes, high?.processes]).toEqual([9, 7]);
  expect(low?.p50).toBeCloseTo(10, 0);
  expect(high?.p50).toBeCloseTo(12, 0);
});

test('noise of one mode is one, of any shape', () => {
  expect(shareOfTwo(() => normal(random))).toBeLessThan(0.01);
  expect(shareOfTwo(() => random())).toBeLessThan(0.02);
  expect(shareOfTwo(() => Math.exp(0.3 * normal(random)))).toBeLessThan(0.01);
});

test('a few outliers, equal figures and few figures are no second mode', () => {
  expect(modesOf([1, 1.1, 1.05, 1.02, 1.08, 1.04, 1.06, 1.01, 9, 9])).toHaveLength(1);
  expect(modesOf([2, 2, 2, 2, 2, 2])).toEqual([{ p50: 2, processes: 6 }]);
  expect(modesOf([1, 5])).toHaveLength(1);
  expect(modesOf([1, 1, 1, 5, 5, 5])).toHaveLength(2);
});
