import type { ChangeCount, Diff, FunctionChange } from '@wasmgate/contracts/size';
import { largest, sumOf } from '../breakdown/largest.ts';
import { LISTED, type Analysis } from '../breakdown/make-breakdown.ts';
import { ownerFields, printableName } from '../breakdown/owner-fields.ts';
import { sha256OfRead } from '@wasmgate/contracts/sha256';
import { crateChanges } from './crate-changes.ts';
import { matchFunctions, type Matched } from './match-functions.ts';
import { segmentChanges } from './segment-changes.ts';
import { sideFunctions, type SideFunction } from './side.ts';
import { toolchainChange } from './toolchain-change.ts';

type Status = FunctionChange['status'] | 'unchanged';

/**
 * What changed from one file to another. Deltas of parts sum to the difference of the files; those of functions, and those of
 * crates, to the difference of all functions.
 */
export function diffSizes(old: Analysis, now: Analysis, limit = LISTED): Diff {
  const matched = matchFunctions(sideFunctions(old), sideFunctions(now));
  const changes = matched.map((one) => ({ one, status: statusOf(one), delta: deltaOf(one) }));
  const parts = partsDelta(old, now);
  const [oldBytes, newBytes] = [lengthOf(old), lengthOf(now)];
  const shown = changes.filter(({ status }) => status !== 'unchanged');
  const { items, rest } = largest(shown, limit, ({ delta }) => Math.abs(delta));
  const count = (status: Status): ChangeCount => {
    const same = changes.filter((change) => change.status === status);
    return { count: same.length, delta_bytes: sumOf(same, ({ delta }) => delta) };
  };
  const diff: Diff = {
    against: old.artifact,
    against_sha256: sha256OfRead(old.binary.bytes),
    attribution: old.breakdown.attribution,
    artifact: now.artifact,
    toolchain: toolchainChange(old.names, now.names),
    old_bytes: oldBytes,
    new_bytes: newBytes,
    delta_bytes: newBytes - oldBytes,
    parts,
    counts: {
      new: count('new'),
      removed: count('removed'),
      grown: count('grown'),
      shrunk: count('shrunk'),
      renamed: count('renamed'),
      merged: count('merged'),
      unchanged: count('unchanged'),
    },
    functions: {
      count: shown.length,
      items: items.map(({ one, status }) => functionChange(one, status as FunctionChange['status'])),
      others: { count: rest.length, delta_bytes: sumOf(rest, ({ delta }) => delta) },
    },
    data: segmentChanges(old, now, limit),
    crates: crateChanges(old, now, limit),
  };
  checkSums(diff);
  return diff;
}

const lengthOf = ({ binary }: Analysis): number => binary.end - binary.start;
const deltaOf = ({ old, new: now }: Matched): number => (now?.bytes ?? 0) - (old?.bytes ?? 0);

function statusOf(one: Matched): Status {
  const { old, new: now, mergedInto } = one;
  if (old === null) return 'new';
  if (now === null) return mergedInto === null ? 'removed' : 'merged';
  const delta = deltaOf(one);
  const renamed = old.symbol !== null && now.symbol !== null && !hasSameName(old, now);
  if (renamed && (delta === 0 || old.shape === now.shape)) return 'renamed';
  return delta === 0 ? 'unchanged' : delta > 0 ? 'grown' : 'shrunk';
}

/** A name that another mangling writes otherwise is the same name. */
const hasSameName = (old: SideFunction, now: SideFunction): boolean =>
  old.plain === now.plain || (old.scheme !== now.scheme && old.item === now.item);

function functionChange(one: Matched, status: FunctionChange['status']): FunctionChange {
  const { old, new: now, mergedInto } = one;
  const shown = now ?? old;
  const other = mergedInto ?? (old !== null && now !== null && !hasSameName(old, now) ? old : null);
  return {
    status,
    name: printableName(shown?.name ?? ''),
    was: other === null ? null : printableName(other.name),
    ...ownerFields(shown?.owner),
    old_bytes: old?.bytes ?? 0,
    new_bytes: now?.bytes ?? 0,
    delta_bytes: deltaOf(one),
  };
}

function partsDelta(old: Analysis, now: Analysis): Diff['parts'] {
  const [before, after] = [old.breakdown.parts, now.breakdown.parts];
  return {
    functions: after.functions - before.functions,
    data: after.data - before.data,
    core_sections: after.core_sections - before.core_sections,
    custom_sections: after.custom_sections - before.custom_sections,
    wrapper: after.wrapper - before.wrapper,
  };
}

/** What does not add up is a defect, never a finding. */
function checkSums({ delta_bytes, parts, functions, data, crates }: Diff): void {
  const sums: readonly (readonly [string, number, number])[] = [
    ['parts', sumOf(Object.values(parts), (delta) => delta), delta_bytes],
    ['functions', listed(functions), parts.functions],
    ['crates', listed(crates), parts.functions],
    ['data', listed(data), parts.data],
  ];
  for (const [what, sum, expected] of sums)
    if (sum !== expected) throw new Error(`the deltas of ${what} sum to ${sum} bytes, expected ${expected}`);
}

const listed = (
  list: Pick<Diff['crates'], 'others'> & { readonly items: readonly { readonly delta_bytes: number }[] },
): number => sumOf(list.items, (item) => item.delta_bytes) + list.others.delta_bytes;
