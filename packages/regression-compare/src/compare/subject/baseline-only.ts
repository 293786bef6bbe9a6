import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { metricOf } from '@wasmgate/contracts/metrics';
import { metricRow, type Metric } from '../../metric.ts';
import { acceptedTimed } from './accepted.ts';

const containers: readonly string[] = ['exact', 'exact_also', 'timed'];
const metadata: readonly string[] = ['timestamp', 'artifact', 'native'];

/**
 * Rows for the keys of a baseline that no measurement spoke of, so that nothing is skipped silently. Of the sets in `exact_also`
 * only those count that this run was held against: another machine may measure what this one does not.
 */
export function baselineOnly(
  entry: BaselineSubject,
  hostClass: string,
  compared: readonly Metric[],
): Metric[] {
  const spokenOf = new Set(compared.map(({ name }) => name));
  const sets = new Set(
    compared.flatMap(({ status, baseline_set: set }) => (status === 'basis_changed' ? [] : (set ?? []))),
  );
  const rows = new Map<string, Metric>();
  const add = (row: Metric) => {
    if (!spokenOf.has(row.name) && !rows.has(row.name)) rows.set(row.name, row);
  };
  for (const [name, { value, basis }] of Object.entries(entry.exact ?? {})) {
    add(metricRow(name, 'exact', 'missing', { baseline: value, baseline_basis: basis }));
  }
  for (const set of sets) {
    for (const [name, { value, basis }] of Object.entries(entry.exact_also?.[set] ?? {})) {
      const parts = { baseline: value, baseline_basis: basis, baseline_set: set };
      add(metricRow(name, 'exact', 'missing', parts));
    }
  }
  for (const name of Object.values(entry.timed ?? {}).flatMap((figures) => Object.keys(figures))) {
    const baseline = acceptedTimed(entry, name, hostClass)?.value ?? null;
    add(metricRow(name, 'timed', 'missing', { baseline }));
  }
  for (const [name, value] of Object.entries(entry)) {
    if (containers.includes(name)) continue;
    const baseline = scalar(value);
    if (metricOf(name)?.kind === 'native') add(metricRow(name, 'native', 'unmeasured', { baseline }));
    else {
      const kind = typeof value === 'number' ? 'native' : 'identity';
      const reason = metadata.includes(name) ? ({ reason: 'no_metric' } as const) : {};
      add(metricRow(name, kind, 'uncompared', { baseline, ...reason }));
    }
  }
  return [...rows.values()];
}

function scalar(value: unknown): number | string | null {
  if (typeof value === 'number' || typeof value === 'string' || value === null) return value;
  const text = JSON.stringify(value) ?? '';
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
