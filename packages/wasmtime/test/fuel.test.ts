import { expect, test } from 'vitest';

import { run } from './with-instance.ts';

const counter = `(module (global $n (mut i32) (i32.const 0))
  (func (export "count") (param i32)
    (loop $l (global.set $n (i32.add (global.get $n) (i32.const 1)))
      (br_if $l (i32.lt_u (global.get $n) (local.get 0))))))`;

test('fuel is the same in both allocators and grows with the work', () => {
  const used = (['on-demand', 'pooling'] as const).map(
    (allocator) =>
      run(counter, ['count(10)', 'count(1000)'], { engine: { fuel: true, allocator }, fuel: 1_000_000n })
        .fuelUsed,
  );
  expect(used[0]).toEqual(used[1]);
  const [atFirst, afterTen, afterThousand] = used[0] ?? [];
  expect(afterTen).toBeGreaterThan(atFirst ?? 0n);
  expect(afterThousand).toBeGreaterThan((afterTen ?? 0n) * 10n);
});

test('an endless guest runs out of fuel', () => {
  expect(() => run(counter, ['count(4294967295)'], { engine: { fuel: true }, fuel: 10_000n })).toThrow(
    expect.objectContaining({ kind: 'out_of_fuel' }),
  );
});
