import { printable } from '@wasmgate/contracts/printable';
import type { ArgsOf } from '@wasmgate/contracts/codes';
import { finding, type FindingOf } from '@wasmgate/contracts/finding';
import type { CrateChange, Diff, SegmentChange } from '@wasmgate/contracts/size';

/** Characters of a function's name: it stands in a line with other things. */
const MAX_NAME = 100;
/** New crates named one by one; the rest stand in the diff. */
const MAX_NAMED = 10;

/**
 * What the gate says of a difference: that the artifact grew, with the crate and the function that grew most, and each
 * crate that was not there before. None is a violation: limits are budgets' and the baseline's.
 */
export function growthFindings(diff: Diff): (FindingOf<'size_grew'> | FindingOf<'crate_added'>)[] {
  const added = diff.crates.items.filter(({ status, kind }) => status === 'new' && kind === 'crate');
  return [...grew(diff), ...added.slice(0, MAX_NAMED).map(crateAdded)];
}

function grew({ delta_bytes, crates, functions, data, parts, toolchain }: Diff): FindingOf<'size_grew'>[] {
  if (delta_bytes <= 0) return [];
  const [crate] = crates.items.filter((one) => one.delta_bytes > 0);
  const grown = functions.items.find(
    (one) =>
      one.delta_bytes > 0 && crate !== undefined && one.crate === crate.crate && one.kind === crate.kind,
  );
  const segment = data.items.find((one) => one.delta_bytes > 0);
  const args: ArgsOf<'size_grew'> = {
    delta_bytes,
    toolchain: toolchain.status,
    data_delta_bytes: parts.data,
    ...(segment && { segment: segmentLabel(segment), segment_delta_bytes: segment.delta_bytes }),
    ...(segment && segment.text !== null && { text: segment.text }),
    ...(crate && { crate: crateLabel(crate), crate_delta_bytes: crate.delta_bytes }),
    ...(grown && { function: printable(grown.name, MAX_NAME), function_delta_bytes: grown.delta_bytes }),
  };
  return [finding('size_grew', args)];
}

function crateAdded({
  crate,
  new_bytes,
  instantiated_for_delta_bytes,
  retained_delta_bytes,
}: CrateChange): FindingOf<'crate_added'> {
  return finding('crate_added', {
    crate: crate ?? '',
    bytes: new_bytes,
    instantiated_for_bytes: instantiated_for_delta_bytes,
    ...(retained_delta_bytes !== null && { retained_bytes: retained_delta_bytes }),
  });
}

/** What to call a segment: its name, else its number, and in a file of several core modules also which one. */
export function segmentLabel({ core_module, index, name }: SegmentChange): string {
  const place = core_module === 0 ? '' : ` of core module ${core_module}`;
  return `${name ?? index}${place}`;
}

const labels = { no_crate: '(no crate)', unattributed: '(unattributed)' } as const;

/** What to call an owner in a table. */
export function crateLabel({ crate, kind }: Pick<CrateChange, 'crate' | 'kind'>): string {
  return crate ?? labels[kind as keyof typeof labels] ?? '?';
}
