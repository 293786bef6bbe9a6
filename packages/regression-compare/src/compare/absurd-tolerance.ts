import { finding, type FindingOf } from '@wasmgate/contracts/finding';

/** Above it a metric may more than double, and a throughput fall to nothing. */
const MOST_PCT = 100;

/** A warning for a tolerance that gates nothing; `metric`: the one it is of, when it is of one alone. */
export function absurdTolerance(tolerancePct: number, metric?: string): FindingOf<'tolerance_absurd'>[] {
  if (tolerancePct <= MOST_PCT) return [];
  return [
    finding('tolerance_absurd', {
      tolerance_pct: tolerancePct,
      ...(metric === undefined ? {} : { metric }),
    }),
  ];
}
