import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { acceptCommand } from '@wasmgate/contracts/commands';
import { engineText } from '@wasmgate/contracts/engine';
import { InputError } from '@wasmgate/contracts/errors';
import { finding, verdictOf, type FindingIn, type FindingOf } from '@wasmgate/contracts/finding';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { absurdTolerance } from '../absurd-tolerance.ts';
import { findingsOf } from '../findings.ts';
import { countRows } from '../../summarize.ts';
import { applyBudgets } from './apply-budgets.ts';
import { baselineOnly } from './baseline-only.ts';
import { compareMeasurement } from './compare-measurement.ts';
import { nativeAgainst } from './native.ts';
import { sameRun } from './same-run.ts';
import type { Reports } from './measurement.ts';
import { measurements } from './measurements.ts';
import { toleranceOf } from './tolerance.ts';

/** What wasmgate.json says of the gate: limits and tolerances. */
export type Gate = Pick<SubjectConfig, 'budgets' | 'policy'>;

/** What a subject's comparison is made from. */
export interface SubjectComparison {
  readonly name: string;
  readonly gate: Gate;
  readonly reports: Reports;
  /** What was accepted; null: nothing yet, so every metric is new. */
  readonly baseline: BaselineSubject | null;
  readonly strict: boolean;
  /** False: wasmgate.json demands no export and excludes no feature, so that figures alone gate. */
  readonly hasRules?: boolean;
}

/**
 * Compares a subject's reports with its baseline and its budgets: every key of either side, with design's statuses.
 * Throws InputError (exit 2) when the baseline shares no key with what was measured.
 */
export function compareSubject(comparison: SubjectComparison): RegressionJson {
  const { name, gate, reports, baseline, strict, hasRules = true } = comparison;
  const { build, startup } = reports;
  const entry = baseline ?? {};
  const against = {
    entry,
    policy: gate.policy,
    hostClass: startup.host_class,
    engine: engineText(startup.engine),
    sameRun: sameRun(startup, build, entry),
    sameArtifact: baseline?.artifact?.sha256 === build.artifact_sha256,
  };
  const native = nativeAgainst(reports, entry);
  const compared = measurements(reports).flatMap(
    (m) => compareMeasurement(m, { ...against, ...native.get(m.name) }) ?? [],
  );
  if (baseline !== null && compared.every(({ status }) => status === 'new')) {
    throw new InputError(`baseline.json: $.subjects.${name} shares no key with what was measured`, {
      fix: `accept what was measured: ${acceptCommand({ subject: name })}`,
    });
  }
  const rest = baselineOnly(entry, startup.host_class, compared);
  const budgeted = applyBudgets([...compared, ...rest], gate.budgets);
  const metrics = budgeted.map(({ metric }) => metric);
  const findings: FindingIn<'regression'>[] = [
    ...findingsOf(budgeted, strict),
    ...unmatchedPolicies(gate, new Set(metrics.map((metric) => metric.name))),
    ...Object.keys(gate.policy ?? {}).flatMap((metric) =>
      absurdTolerance(toleranceOf(metric, gate.policy), metric),
    ),
  ];
  const counts = countRows(metrics, strict);
  const isIdle = counts.gated === 0 && !hasRules;
  if (isIdle) findings.push(finding('nothing_gated', {}, strict ? 'violation' : 'warning'));
  else if (baseline === null) findings.push(finding('baseline_absent', {}));
  return {
    schema_version: 1,
    subject: name,
    artifact_sha256: build.artifact_sha256,
    mode: 'subject',
    strict,
    host_class: startup.host_class,
    metrics,
    counts,
    verdict: verdictOf(findings),
    findings,
  };
}

/** A tolerance for a name that nobody knows gates nothing: a slip of the pen must not loosen the gate. */
function unmatchedPolicies(
  { policy = {} }: Gate,
  known: ReadonlySet<string>,
): FindingOf<'policy_unmatched'>[] {
  return Object.keys(policy)
    .filter((metric) => !known.has(metric))
    .map((metric) => finding('policy_unmatched', { metric }));
}
