import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { metricOf } from '@wasmgate/contracts/metrics';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { compareFigures, deltaPct, roundedPct } from '../compare-figures.ts';
import { metricRow, type Metric } from '../../metric.ts';
import { acceptedExact, acceptedIdentity, acceptedTimed } from './accepted.ts';
import type { ExactMeasurement, IdentityMeasurement, Measurement, TimedMeasurement } from './measurement.ts';
import { sameRunRow, type SameRun } from './same-run.ts';
import { toleranceOf } from './tolerance.ts';

/** What a measurement is compared against. */
export interface Against {
  readonly entry: BaselineSubject;
  readonly policy: SubjectConfig['policy'];
  /** Class of the machine that measured. */
  readonly hostClass: string;
  /** What started the guest, with its version. */
  readonly engine: string;
  /** True when the shipped artifact has the accepted bytes. */
  readonly sameArtifact: boolean;
  /** Timed metrics against the accepted artifact, measured together; null: nothing was compared. */
  readonly sameRun: SameRun | null;
}

/** Compares one measurement with the baseline; null when neither side has a figure. Budgets come later. */
export function compareMeasurement(measured: Measurement, against: Against): Metric | null {
  switch (measured.kind) {
    case 'exact':
      return compareExact(measured, against);
    case 'timed':
      return compareTimed(measured, against);
    case 'identity':
      return compareIdentity(measured, against);
  }
}

function compareExact(measured: ExactMeasurement, { entry, policy, sameArtifact }: Against): Metric {
  const { name, value, basis, isSize } = measured;
  const accepted = acceptedExact(entry, measured, sameArtifact);
  if (accepted === undefined) return metricRow(name, 'exact', 'new', { value, basis });
  const baseline = accepted.value;
  if (baseline === null) return metricRow(name, 'exact', 'null_baseline', { value, basis });
  // A seed key is the rounded figure: rounding the measured one alike keeps equal bytes equal.
  const figure = accepted.oneDecimal ? Math.round(value * 10) / 10 : value;
  const tolerance = toleranceOf(name, policy);
  const parts: Partial<Metric> = {
    value,
    baseline,
    delta_pct: roundedPct(deltaPct(figure, baseline)),
    tolerance_pct: tolerance,
    basis,
    ...(accepted.basis === undefined ? {} : { baseline_basis: accepted.basis }),
    ...(accepted.set === undefined ? {} : { baseline_set: accepted.set }),
  };
  const { sameBasis } = accepted;
  if (sameArtifact && isSize) {
    const reason = sameBasis ? {} : ({ reason: 'other_compressor' } as const);
    return metricRow(name, 'exact', 'identical', { ...parts, ...reason });
  }
  if (!sameBasis) return metricRow(name, 'exact', 'basis_changed', parts);
  return metricRow(
    name,
    'exact',
    compareFigures(figure, baseline, tolerance, metricOf(name)?.better ?? 'lower'),
    parts,
  );
}

function compareTimed(measured: TimedMeasurement, against: Against): Metric | null {
  const { name, value } = measured;
  const { entry, hostClass, engine, sameRun } = against;
  const compared = sameRun?.isOtherFile === true ? undefined : sameRun?.metrics.get(name);
  if (sameRun !== null && compared !== undefined && value !== null) {
    return sameRunRow(compared, value, sameRun);
  }
  const accepted = acceptedTimed(entry, name, hostClass);
  if (accepted === undefined) return value === null ? null : metricRow(name, 'timed', 'new', { value });
  const baseline = accepted.value;
  if (accepted.where === 'seed' && baseline === null) {
    return metricRow(name, 'timed', 'null_baseline', { value });
  }
  if (value === null) return metricRow(name, 'timed', 'missing', { baseline });
  if (baseline === null) {
    return metricRow(name, 'timed', 'not_comparable', { value, reason: 'other_machine' });
  }
  const reasons = {
    same_class: sameRun?.isOtherFile === true ? 'other_file' : 'not_compared',
    other_class: 'other_machine',
    seed: 'unknown_machine',
  } as const;
  const { where, engine: acceptedEngine } = accepted;
  return metricRow(name, 'timed', 'not_comparable', {
    value,
    baseline,
    delta_pct: roundedPct(deltaPct(value, baseline)),
    reason: reasons[where],
    ...(acceptedEngine === undefined || acceptedEngine === engine ? {} : { accepted_engine: acceptedEngine }),
  });
}

function compareIdentity({ name, value }: IdentityMeasurement, { entry }: Against): Metric {
  const baseline = acceptedIdentity(entry, name);
  if (baseline === undefined) return metricRow(name, 'identity', 'new', { value });
  return metricRow(name, 'identity', value === baseline ? 'pass' : 'regressed', { value, baseline });
}
