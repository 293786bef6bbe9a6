import { metricOf } from '@wasmgate/contracts/metrics';
import { pathKey } from '../accept/accepted-values.ts';
import type { MergedSubject } from './merge.ts';
import type { MergedValue } from './merge-values.ts';
import type { Side } from './unmerged.ts';

/** A value of the merged baseline.json, and whose it is; undefined: it is dropped. */
export interface SettledValue extends MergedValue {
  readonly by: Side | 'both' | 'measured' | 'chosen' | 'the later day';
  readonly value: unknown;
}

/** A value that each side changed otherwise, and what would settle it. */
export interface OpenValue extends MergedValue {
  readonly needs: 'measurement' | 'choice';
}

/** How a subject was merged. */
export interface Settlement {
  readonly settled: readonly SettledValue[];
  readonly open: readonly OpenValue[];
}

/** A subject, and how it was merged. */
export interface SettledSubject extends Settlement {
  readonly subject: MergedSubject;
}

/** What may settle what each side changed. */
export interface Means {
  /** What was measured of the merged sources, by path; undefined: it would be dropped. Null: nothing was measured yet. */
  readonly measured: ReadonlyMap<string, unknown> | null;
  /** Whether it is a subject that can be measured at all. */
  readonly isSubject: boolean;
  /** The side that was chosen for what is not measured here. */
  readonly take: Side | undefined;
}

/** Settles a subject: one side's change as it is, what both changed by what is measured now, and nothing by a guess. */
export function settle(values: readonly MergedValue[], means: Means): Settlement {
  const settled: SettledValue[] = [];
  const open: OpenValue[] = [];
  for (const one of values) {
    const how = settledBy(one, means);
    if (how === 'measurement' || how === 'choice') open.push({ ...one, needs: how });
    else settled.push({ ...one, ...how });
  }
  return { settled, open };
}

function settledBy(
  one: MergedValue,
  { measured, isSubject, take }: Means,
): Pick<SettledValue, 'by' | 'value'> | OpenValue['needs'] {
  const { path, from, ours, theirs } = one;
  if (from !== null) return { by: from, value: from === 'theirs' ? theirs : ours };
  const key = pathKey(path);
  if (measured?.has(key) === true) return { by: 'measured', value: measured.get(key) };
  if (measured === null && isSubject && isMeasuredHere(one)) return 'measurement';
  // The day of the last acceptance: both were.
  if (key === TIMESTAMP && typeof ours === 'string' && typeof theirs === 'string') {
    return { by: 'the later day', value: ours > theirs ? ours : theirs };
  }
  return take === undefined ? 'choice' : { by: 'chosen', value: one[take] };
}

const TIMESTAMP = pathKey(['timestamp']);

/** Whether measuring may give it. A time of another class of machine shows only then that it does not. */
function isMeasuredHere({ metric, path: [kind] }: MergedValue): boolean {
  if (kind === 'exact' || kind === 'timed') return true;
  return kind !== 'exact_also' && (OF_BYTES.has(metric) || (metricOf(metric)?.task ?? null) !== null);
}

/** What is accepted of files beside the figures. */
const OF_BYTES: ReadonlySet<string> = new Set(['artifact', 'native']);
