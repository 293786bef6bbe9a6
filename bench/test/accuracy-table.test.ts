import { expect, it } from 'vitest';
import { accuracyOf, accuracyTable, dilutionOf, dilutionTable } from '../src/accuracy-table.ts';
import type { Way, WayProcess } from '../src/measure-accuracy.ts';

/** A process in each of the rounds, with figures that go a little up and down with the round as a machine's do. */
function processes(way: Way, p50: number, clockFloorNs: number, rounds = 10): WayProcess[] {
  return Array.from({ length: rounds }, (_, index) => {
    const ns = p50 * (1 + 0.002 * (index % 3));
    return {
      guest: 'guest',
      allocator: 'pooling',
      round: index + 1,
      position: 1,
      way,
      phases: [],
      warmNs: [ns, ns, 100 * ns],
      warmStoreNs: [],
      warmDropNs: [],
      warmSwitches: 0,
      clockFloorNs,
    };
  });
}
const both = (meter: number, host: number): WayProcess[] => [
  ...processes('meter', meter, 200),
  ...processes('linker', host, 20),
  ...processes('instance_pre', host / 2, 20),
];

it('takes from each side what its own clock and call cost, and judges what is left', () => {
  const accuracy = accuracyOf(both(10_180, 10_000), 'linker', 1);
  expect(Math.exp(accuracy.raw.estimate)).toBeCloseTo(1.018, 6);
  expect(Math.exp(accuracy.net.estimate)).toBeCloseTo(1, 3);
  expect(accuracy.isWithinGoal).toBe('yes');
  expect(accuracyOf(both(10_180, 10_000), 'linker', 2).floorNs.meter).toBe(400);
  expect(accuracyOf(both(10_600, 10_000), 'linker', 1).isWithinGoal).toBe('no');
  expect(accuracyOf(both(9_600, 10_000), 'linker', 1).isWithinGoal).toBe('no');
});

it('compares with the way that makes the same call', () => {
  expect(Math.exp(accuracyOf(both(10_000, 10_000), 'instance_pre', 0).raw.estimate)).toBeCloseTo(2, 6);
});

it('proves nothing where the interval crosses the goal', () => {
  const wild = both(10_480, 10_200).map((process) =>
    process.way === 'meter' && process.round % 2 === 0
      ? { ...process, warmNs: process.warmNs.map((ns) => ns * 1.05) }
      : process,
  );
  expect(accuracyOf(wild, 'linker', 1).isWithinGoal).toBe('not proven');
});

it('pairs rounds by their number, in whatever order they came', () => {
  const mixed = both(10_180, 10_000).toReversed();
  expect(accuracyOf(mixed, 'linker', 1)).toEqual(accuracyOf(both(10_180, 10_000), 'linker', 1));
});

it('prints what was measured, with the same call in bold', () => {
  const accuracy = accuracyOf(both(10_180, 10_000), 'linker', 1);
  expect(accuracyTable([{ guest: 'guest', allocator: 'pooling', ...accuracy }]).split('\n')).toEqual([
    '| guest, allocator | the meter, µs | `Linker::instantiate`, µs | `InstancePre::instantiate`, µs | floors, µs | meter / host | without floors | within 3 % |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| guest, pooling | 10.20 | **10.02** | 5.01 | 0.20, 0.02 | 1.018 [1.018, 1.018] | 1.000 [1.000, 1.000] | yes |',
  ]);
});

it('shows how much of a change is left of it in each way', () => {
  // 1 µs more of 5 is 20 %, of 10 it is 10 %.
  const later = [
    ...processes('meter', 11_200, 200),
    ...processes('linker', 11_000, 20),
    ...processes('instance_pre', 6_000, 20),
  ];
  const change = dilutionOf(both(10_200, 10_000), later);
  expect(Math.exp(change.instance_pre.estimate)).toBeCloseTo(1.2, 6);
  expect(Math.exp(change.linker.estimate)).toBeCloseTo(1.1, 6);
  const table = dilutionTable([{ name: 'a loop', allocator: 'pooling', change }]);
  expect(table.split('\n').at(-1)).toBe(
    '| a loop, pooling | +20.0 % [+20.0, +20.0] | +10.0 % [+10.0, +10.0] | +9.8 % [+9.8, +9.8] |',
  );
});
