import { metricOf, METRICS } from '@wasmgate/contracts/metrics';
import { expect, test } from 'vitest';
import { LEAST_CHANGE } from '@wasmgate/paired';
import { GATED_METRICS } from '../src/compare/family.ts';

test('the family is every start that metrics.ts compares by a tolerance, and the method has that tolerance', () => {
  const compared = METRICS.filter(
    ({ name, kind, tolerancePct }) => kind === 'timed' && tolerancePct !== null && !name.includes('*'),
  );
  expect(GATED_METRICS.toSorted()).toEqual(compared.map(({ name }) => name).toSorted());
  for (const name of GATED_METRICS) {
    expect(Math.log(1 + (metricOf(name)?.tolerancePct ?? 0) / 100)).toBeCloseTo(LEAST_CHANGE, 12);
  }
});
