import { pickBasis } from '../basis.ts';
import type { BaselineJsonVersion1 as Version1 } from '../generated/baseline-1.ts';
import type { BaselineSubject } from './baseline-subject.ts';
import { ARTIFACT_PARTS, figureParts } from './basis-parts.ts';
import { mapValues } from './map-values.ts';
import { oldBasis } from './old-basis.ts';

/** A subject as version 1 of baseline.json wrote it: a basis is a line at each figure, and the toolchain stands beside. */
export function fromVersion1(written: Version1['subjects'][string]): BaselineSubject {
  const { exact: figures, artifact, native: programs, toolchain, ...rest } = written;
  const exact =
    figures &&
    mapValues(figures, ({ value, basis }, name) => ({
      value,
      basis: pickBasis(oldBasis(name, basis), figureParts(name)),
    }));
  const identity = toolchain?.identity;
  const made = [
    exact?.['wasm_size_raw_kb']?.basis,
    identity === undefined ? undefined : { toolchain: identity },
  ];
  const basis = made.find(
    (one) => one !== undefined && (identity === undefined || one.toolchain === identity),
  );
  const native =
    programs &&
    mapValues(programs, (program, bin) => {
      const linked = exact?.[`native.${bin}.binary_size_kb`]?.basis;
      return linked === undefined ? program : { ...program, basis: linked };
    });
  return {
    ...rest,
    ...(exact && { exact }),
    ...(artifact && {
      artifact: basis === undefined ? artifact : { ...artifact, basis: pickBasis(basis, ARTIFACT_PARTS) },
    }),
    ...(native && { native }),
  };
}
