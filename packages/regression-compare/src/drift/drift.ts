import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { acceptedExact, acceptedTimed } from '../compare/subject/accepted.ts';
import type { Measurement, Reports } from '../compare/subject/measurement.ts';
import { measurements } from '../compare/subject/measurements.ts';

/** A figure that was measured, beside what was accepted by the release and is accepted now. */
export interface DriftRow {
  readonly metric: string;
  readonly measured: number;
  readonly released: DriftSide;
  readonly accepted: DriftSide;
}

/** What was accepted; null where nothing was. */
interface DriftSide {
  readonly value: number | null;
  /** False: under other tools, or on another class of machine. */
  readonly isComparable: boolean;
}

/** How far the figures of a subject are from those of a release and from the accepted ones. Every figure has a row. */
export function driftOf(reports: Reports, released: BaselineSubject, accepted: BaselineSubject): DriftRow[] {
  return measurements(reports).flatMap((measurement) => {
    if (measurement.kind === 'identity' || measurement.value === null) return [];
    const { name, value } = measurement;
    const side = (entry: BaselineSubject) => sideOf(entry, measurement, reports);
    return [{ metric: name, measured: value, released: side(released), accepted: side(accepted) }];
  });
}

function sideOf(
  entry: BaselineSubject,
  measurement: Exclude<Measurement, { kind: 'identity' }>,
  { build, startup }: Reports,
): DriftSide {
  if (measurement.kind === 'timed') {
    const said = acceptedTimed(entry, measurement.name, startup.host_class);
    return { value: said?.value ?? null, isComparable: said?.where !== 'other_class' };
  }
  const isSameArtifact = entry.artifact?.sha256 === build.artifact_sha256;
  const said = acceptedExact(entry, measurement, isSameArtifact);
  return { value: said?.value ?? null, isComparable: said?.sameBasis ?? true };
}
