import type { RegressionJson } from '@wasmgate/contracts/regression';

/** One row of regression.json. */
export type Metric = RegressionJson['metrics'][number];
/** What a comparison says of one metric; docs/comparing.md has the table. */
export type Status = Metric['status'];
/** How a metric is compared. */
export type Kind = Metric['kind'];

/** What a status means for the verdict. */
export type Weight = 'gated' | 'failed' | 'listed' | 'not_comparable';

/** Every status and its weight: `failed` fails, `not_comparable` fails under `--strict`, the rest passes. */
export const statusWeight = {
  pass: 'gated',
  improved: 'gated',
  identical: 'gated',
  regressed: 'failed',
  over_budget: 'failed',
  missing: 'failed',
  // Nothing was compared, so nothing could have failed: counting it as gated would boast.
  new: 'listed',
  waived: 'listed',
  unmeasured: 'listed',
  uncompared: 'listed',
  null_baseline: 'not_comparable',
  basis_changed: 'not_comparable',
  not_comparable: 'not_comparable',
  unproven: 'not_comparable',
} as const satisfies Record<Status, Weight>;

type NotComparable = {
  [S in Status]: (typeof statusWeight)[S] extends 'not_comparable' ? S : never;
}[Status];

/** True when there was nothing to compare with. */
export function isNotComparable(status: Status): status is NotComparable {
  return statusWeight[status] === 'not_comparable';
}

/** True when the metric makes the verdict fail. */
export function isFailing(status: Status, strict: boolean): boolean {
  const weight = statusWeight[status];
  return weight === 'failed' || (strict && weight === 'not_comparable');
}

/** A row with nothing in it yet but its name, kind and status. */
export function metricRow(name: string, kind: Kind, status: Status, parts: Partial<Metric> = {}): Metric {
  return {
    // JSON allows an empty key, a report no empty name.
    name: name === '' ? '""' : name,
    kind,
    status,
    value: null,
    baseline: null,
    delta_pct: null,
    tolerance_pct: null,
    budget: null,
    ...parts,
  };
}
