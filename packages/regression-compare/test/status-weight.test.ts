import { describe, expect, it } from 'vitest';
import { isFailing, type Status } from '../src/index.ts';
import { metricRow } from '../src/metric.ts';
import { countRows } from '../src/summarize.ts';

// docs/comparing.md's table: whether a status fails, whether it fails under --strict, where it is counted.
const table: Readonly<Record<Status, readonly [boolean, boolean, 'gated' | 'listed' | 'not_comparable']>> = {
  pass: [false, false, 'gated'],
  improved: [false, false, 'gated'],
  identical: [false, false, 'gated'],
  new: [false, false, 'listed'],
  regressed: [true, true, 'gated'],
  over_budget: [true, true, 'gated'],
  missing: [true, true, 'gated'],
  waived: [false, false, 'listed'],
  unmeasured: [false, false, 'listed'],
  uncompared: [false, false, 'listed'],
  null_baseline: [false, true, 'not_comparable'],
  basis_changed: [false, true, 'not_comparable'],
  not_comparable: [false, true, 'not_comparable'],
  unproven: [false, true, 'not_comparable'],
};

describe.each(Object.entries(table))('%s', (name, [fails, failsStrict, counted]) => {
  const status = name as Status;

  it(`${fails ? 'fails' : 'passes'}, under --strict ${failsStrict ? 'fails' : 'passes'}`, () => {
    expect([isFailing(status, false), isFailing(status, true)]).toEqual([fails, failsStrict]);
  });

  it(`is counted as ${counted}`, () => {
    const counts = countRows([metricRow('x', 'exact', status)], false);
    const none = { gated: 0, listed: 0, not_comparable: 0 };
    expect(counts).toEqual({ ...none, [counted]: 1, failed: fails ? 1 : 0 });
  });
});
