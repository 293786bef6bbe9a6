import { metricOf, METRICS } from '@wasmgate/contracts/metrics';
import { expect, test } from 'vitest';
import { LEAST_CHANGE } from '@wasmgate/paired';
import { FAMILIES } from '../src/compare/family.ts';

test('the families are every start that metrics.ts compares by a tolerance, and the method has that tolerance', () => {
  const compared = METRICS.filter(
    ({ name, kind, tolerancePct }) => kind === 'timed' && tolerancePct !== null && !name.includes('*'),
  );
  const gated = new Set(Object.values(FAMILIES).flatMap((family) => family.map(({ name }) => name)));
  expect([...gated].toSorted()).toEqual(compared.map(({ name }) => name).toSorted());
  for (const name of gated) {
    expect(Math.log(1 + (metricOf(name)?.tolerancePct ?? 0) / 100)).toBeCloseTo(LEAST_CHANGE, 12);
  }
});
