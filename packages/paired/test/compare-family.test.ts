import { expect, test } from 'vitest';
import { compareFamily, type Samples } from '../src/compare-family.ts';
import { quiet, simulate, wild } from './simulate.ts';

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
  const result = await compareFamily({
    measure: async (attempt, names) => {
      measured.push(names);
      return {
        ok: true,
        samples: samples(attempt === 1 ? { a: 0, b: 0.2, c: 0.2 } : { b: 0.2, c: 0 }, attempt),
      };
    },
    onAgain: (names) => heard.push(names),
  });
  expect(measured).toEqual([null, ['b', 'c']]);
  expect(heard).toEqual([['b', 'c']]);
  expect(result.ok && result.metrics.map(({ name, decision }) => [name, decision])).toEqual([
    ['a', { status: 'pass' }],
    ['b', { status: 'regressed' }],
    ['c', { status: 'pass', reason: 'not_repeated' }],
  ]);
  expect(result.ok && result.metrics.map(({ measurings }) => measurings.length)).toEqual([1, 2, 2]);
});

test('what proved nothing is set aside and measured anew, and what then looks changed once more', async () => {
  const asked: (readonly string[] | null)[] = [];
  const result = await compareFamily({
    measure: async (attempt, names) => {
      asked.push(names);
      const machine = attempt === 1 ? wild : quiet;
      const of = (names ?? ['a', 'b']).map((name, index) => {
        const seed = attempt === 1 ? 2 : attempt * 10 + index;
        return [name, simulate({ seed, machine, effect: name === 'a' ? 0.2 : 0 })] as const;
      });
      return { ok: true, samples: new Map(of) };
    },
    onAgain: () => {},
  });
  expect(asked).toEqual([null, ['a', 'b'], ['a']]);
  expect(result.ok && result.metrics.map(({ name, decision }) => [name, decision])).toEqual([
    ['a', { status: 'regressed' }],
    ['b', { status: 'pass' }],
  ]);
});

test('nothing is measured again when nothing looks changed', async () => {
  let times = 0;
  const result = await compareFamily({
    measure: async () => ({ ok: true, samples: samples({ a: 0 }, ++times) }),
    onAgain: () => expect.unreachable(),
  });
  expect([times, result.ok]).toEqual([1, true]);
});

test('a measuring that fails ends it, the second one as well', async () => {
  const failure = { ok: false, why: 'a trap' } as const;
  const fails = (at: number) =>
    compareFamily({
      measure: async (attempt) =>
        attempt === at ? failure : { ok: true, samples: samples({ a: 0.2 }, attempt) },
      onAgain: () => {},
    });
  expect(await fails(1)).toBe(failure);
  expect(await fails(2)).toBe(failure);
});
