import { isDeepStrictEqual } from 'node:util';
import { featuresReport, type FeaturesJson } from '@wasmgate/contracts/features';
import type { Subject, SubjectConfig } from '@wasmgate/contracts/subject';
import { regressionReport, type RegressionJson } from '@wasmgate/contracts/regression';
import type { VerifyJson } from '@wasmgate/contracts/verify';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { judgeExceptions } from '@wasmgate/contracts/judge-exceptions';
import { inputProblemError, readReports, tryRead, type InputProblem } from '../read-reports.ts';
import { compareSubject } from '../compare/subject/compare-subject.ts';
import type { Reports } from '../compare/subject/measurement.ts';
import { checkArtifacts } from './check-artifacts.ts';
import { checkNative, checkNativeNames } from './check-native.ts';
import { collect, type AllReports } from './collect.ts';
import { isReplayed } from './is-replayed.ts';

/** The verdict on a subject and what it rests on. */
export interface Verification {
  readonly report: VerifyJson;
  readonly reports: AllReports;
}

/**
 * The gate: reads every report of a subject, ties each to the bytes that lie there, and collects everything that is
 * wrong. Reports that are missing, invalid, stale or were not made from one another are no verdict: InputError
 * (exit 2), naming each and the task that makes it. `today` decides which exceptions still count: `2027-01-31`, in UTC.
 */
export function verifySubject(
  subject: Subject,
  baseline: BaselineSubject | null,
  { strict, today }: { readonly strict: boolean; readonly today: string },
): Verification {
  const problems: InputProblem[] = [];
  const measured = readReports(subject.dir, problems);
  const written = tryRead(regressionReport, subject.dir, problems);
  if (measured !== null) {
    problems.push(
      ...checkArtifacts(subject.dir, measured.build),
      ...checkNative(subject.dir, measured.startup),
      ...checkNativeNames(subject.config, measured.startup),
    );
  }
  const compare = (reports: Reports, asStrict: boolean): RegressionJson =>
    compareSubject({ name: subject.name, gate: subject.config, reports, baseline, strict: asStrict });
  // Comparing takes no time, so the gate does it again: a regression.json of other reports cannot slip through.
  if (measured !== null && written !== null && !isSame(written, compare(measured, written.strict))) {
    const { file, task } = regressionReport;
    const message = `${file} is stale: it was not made from these reports, wasmgate.json and baseline.json; the task ${task} makes it anew`;
    problems.push({ task, message });
  }
  if (measured !== null && !hasExceptionsOf(subject.config, measured.features)) {
    const { file, task } = featuresReport;
    const message = `${file} is stale: wasmgate.json has other exceptions; the task ${task} makes it anew`;
    problems.push({ task, message });
  }
  if (problems.length > 0 || measured === null) throw inputProblemError(subject.name, problems);
  const regression = compare(measured, strict);
  // A cached features.json knows no day: what has expired is decided here, where nothing is cached.
  const features = judgeExceptions(measured.features, today);
  const reports: AllReports = { ...measured, features, regression };
  const { failures, warnings } = collect(reports);
  const report: VerifyJson = {
    schema_version: 1,
    subject: subject.name,
    artifact_sha256: measured.build.artifact_sha256,
    strict,
    verdict: failures.length > 0 ? 'fail' : 'pass',
    counts: regression.counts,
    failures,
    warnings,
    startup_replayed: isReplayed(subject.dir),
  };
  return { report, reports };
}

/** Whether a report was made with the exceptions that wasmgate.json has now: they decide what passes. */
function hasExceptionsOf({ features }: SubjectConfig, { exceptions = [] }: FeaturesJson): boolean {
  const written = exceptions.map(({ used: _used, evidence: _evidence, ...exception }) => exception);
  return isDeepStrictEqual(written, features?.exceptions ?? []);
}

/** Equal as JSON: what was written went through text. */
function isSame(written: RegressionJson, made: RegressionJson): boolean {
  return isDeepStrictEqual(written, JSON.parse(JSON.stringify(made)));
}
