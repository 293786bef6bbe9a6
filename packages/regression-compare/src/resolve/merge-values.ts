import { isDeepStrictEqual } from 'node:util';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { acceptedValues, pathKey } from '../accept/accepted-values.ts';
import type { Side } from './unmerged.ts';

/** A value of a subject on either side of a merge, and before; undefined: there is none. */
export interface MergedValue {
  readonly metric: string;
  /** Keys below the subject. */
  readonly path: readonly string[];
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
  /** Whose value stands: of the one side that changed it; both: they agree; null: each changed it, and otherwise. */
  readonly from: Side | 'both' | null;
}

/** A subject before a merge, and on either side. */
export interface ThreeEntries {
  readonly base: BaselineSubject;
  readonly ours: BaselineSubject;
  readonly theirs: BaselineSubject;
}

/** Merges a subject value by value. */
export function mergeValues(entries: ThreeEntries): MergedValue[] {
  const [base, ours, theirs] = [entries.base, entries.ours, entries.theirs].map(valuesByPath) as [
    Values,
    Values,
    Values,
  ];
  return [...new Map([...ours, ...theirs, ...base])].map(([key, { metric, path }]) => {
    const sides = { base: base.get(key)?.value, ours: ours.get(key)?.value, theirs: theirs.get(key)?.value };
    return { metric, path, ...sides, from: changedBy(sides) };
  });
}

type Values = Map<string, ReturnType<typeof acceptedValues>[number]>;

const valuesByPath = (entry: BaselineSubject): Values =>
  new Map(acceptedValues(entry).map((one) => [pathKey(one.path), one]));

/** The rule of a merge of three versions: see `MergedValue.from`. */
function changedBy({
  base,
  ours,
  theirs,
}: Pick<MergedValue, 'base' | 'ours' | 'theirs'>): MergedValue['from'] {
  if (isDeepStrictEqual(ours, theirs)) return 'both';
  if (isDeepStrictEqual(base, theirs)) return 'ours';
  return isDeepStrictEqual(base, ours) ? 'theirs' : null;
}
