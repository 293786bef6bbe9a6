import { expect, test } from 'vitest';
import { compareTwice, type Samples } from '../src/compare-twice.ts';
import { quiet, simulate } from './simulate.ts';

/** Samples of metrics that are slower by so much. */
const samples = (effects: Readonly<Record<string, number>>, seed: number): Samples =>
  new Map(
    Object.entries(effects).map(([name, effect], index) => [
      name,
      simulate({ seed: seed * 10 + index, machine: quiet, effect }),
    ]),
  );

test('what looks changed is measured again, and nothing else', async () => {
  const measured: (readonly string[] | null)[] = [];
  const heard: (readonly string[])[] = [];
  const result = await compareTwice({
    measure: async (attempt, suspects) => {
      measured.push(suspects);
      return {
        ok: true,
        samples: samples(attempt === 1 ? { a: 0, b: 0.2, c: 0.2 } : { b: 0.2, c: 0 }, attempt),
      };
    },
    onSuspects: (names) => heard.push(names),
  });
  expect(measured).toEqual([null, ['b', 'c']]);
  expect(heard).toEqual([['b', 'c']]);
  expect(result.ok && result.metrics.map(({ name, decision }) => [name, decision])).toEqual([
    ['a', { status: 'pass' }],
    ['b', { status: 'regressed' }],
    ['c', { status: 'pass', reason: 'not_repeated' }],
  ]);
  // Figures are those of the measuring that decided.
  expect(result.ok && result.metrics.map(({ again }) => again !== null)).toEqual([false, true, true]);
});

test('nothing is measured again when nothing looks changed', async () => {
  let times = 0;
  const result = await compareTwice({
    measure: async () => ({ ok: true, samples: samples({ a: 0 }, ++times) }),
    onSuspects: () => expect.unreachable(),
  });
  expect([times, result.ok]).toEqual([1, true]);
});

test('a measuring that fails ends it, the second one as well', async () => {
  const failure = { ok: false, why: 'a trap' } as const;
  const fails = (at: number) =>
    compareTwice({
      measure: async (attempt) =>
        attempt === at ? failure : { ok: true, samples: samples({ a: 0.2 }, attempt) },
      onSuspects: () => {},
    });
  expect(await fails(1)).toBe(failure);
  expect(await fails(2)).toBe(failure);
});
