import fc from 'fast-check';
import { expect, test } from 'vitest';
import { armFigure, compareMetric, sampleChange, type Sample } from '../src/index.ts';

const duration = fc.double({ min: 1, max: 1e9, noNaN: true });
const block = fc.record({ head: duration, baseline: duration, again: duration });
const sample = fc.array(block, { minLength: 1, maxLength: 30 });
const samples = fc.array(sample, { minLength: 10, maxLength: 20 });
const factor = fc.double({ min: 0.1, max: 10, noNaN: true });

const scaled = (of: Sample, by: readonly number[]): Sample =>
  of.map(({ head, baseline, again }, index) => {
    const times = by[index % by.length] ?? 1;
    return { head: head * times, baseline: baseline * times, again: again * times };
  });

test('what slows all arms of a block alike changes nothing', () => {
  fc.assert(
    fc.property(sample, fc.array(factor, { minLength: 1 }), (of, factors) => {
      const { change, nothing } = sampleChange(of);
      const slowed = sampleChange(scaled(of, factors));
      expect(slowed.change).toBeCloseTo(change, 9);
      expect(slowed.nothing).toBeCloseTo(nothing, 9);
    }),
  );
});

test('a sample that is slower as a whole weighs as much as any other', () => {
  fc.assert(
    fc.property(samples, fc.array(factor, { minLength: 1 }), (all, factors) => {
      const whole = all.map((of, index) => scaled(of, [factors[index % factors.length] ?? 1]));
      const [before, after] = [compareMetric(all, { size: 4 }), compareMetric(whole, { size: 4 })];
      expect(after.effect.estimate).toBeCloseTo(before.effect.estimate, 9);
      expect(after.effect.low).toBeCloseTo(before.effect.low, 9);
      expect(after.noise).toBeCloseTo(before.noise, 9);
    }),
  );
});

test('a head that takes so much longer changes by just that, and the null by nothing', () => {
  fc.assert(
    fc.property(sample, factor, (of, times) => {
      const { change, nothing } = sampleChange(of);
      const slower = sampleChange(of.map((one) => ({ ...one, head: one.head * times })));
      expect(slower.change).toBeCloseTo(change + Math.log(times), 9);
      expect(slower.nothing).toBe(nothing);
    }),
  );
});

test('one block in many does not move a sample', () => {
  const of = Array.from({ length: 20 }, () => ({ head: 11, baseline: 10, again: 10 }));
  const spoilt = [...of.slice(1), { head: 1e9, baseline: 10, again: 1e9 }];
  expect(sampleChange(spoilt)).toEqual(sampleChange(of));
  expect(armFigure([spoilt, of], 'head')).toBe(11);
});

test('what has no duration cannot be compared, and no block says nothing', () => {
  expect(() => sampleChange([{ head: 1, baseline: 0, again: 1 }])).toThrow(RangeError);
  expect(() => sampleChange([{ head: Number.NaN, baseline: 1, again: 1 }])).toThrow(RangeError);
  expect(() => sampleChange([])).toThrow(RangeError);
});
