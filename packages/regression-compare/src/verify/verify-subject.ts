import { isDeepStrictEqual } from 'node:util';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { judgeExceptions } from '@wasmgate/contracts/judge-exceptions';
import { regressionReport, type RegressionJson } from '@wasmgate/contracts/regression';
import type { GateSettings } from '@wasmgate/contracts/settings/gate';
import type { VerifyJson } from '@wasmgate/contracts/verify';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import { compareSubject } from '../compare/subject/compare-subject.ts';
import { hasRules } from '../read-gate.ts';
import { inputProblemError, readFeatures, readReports, tryRead, type InputProblem } from '../read-reports.ts';
import { checkAgreement } from './check-agreement.ts';
import { checkAsked } from './check-asked.ts';
import { checkArtifacts } from './check-artifacts.ts';
import { checkNative, checkNativeNames } from './check-native.ts';
import { checkAnswered } from './check-settings.ts';
import { collect, type AllReports, type MeasuredReports } from './collect.ts';

/** The verdict on a subject and what it rests on. */
export interface Verification {
  readonly report: VerifyJson;
  readonly reports: AllReports;
}

/** What the gate holds the reports against. */
export interface GateCase {
  readonly gate: GateSettings;
  /** What was accepted; null: nothing yet. */
  readonly baseline: BaselineSubject | null;
  readonly strict: boolean;
  /** What is known to be wrong already. */
  readonly problems: readonly InputProblem[];
}

/**
 * The gate: reads every report of a subject, ties each to the bytes that lie there and to what was asked, and collects everything
 * that is wrong. Reports that are missing, invalid, stale or were not made from one another are no verdict: InputError (exit 2),
 * naming each and the task that makes it.
 */
export function verifySubject(
  { name, dir }: SubjectFolder,
  { gate, baseline, strict, problems: known }: GateCase,
): Verification {
  const problems: InputProblem[] = [...known];
  const figures = readReports(dir, problems);
  const features = readFeatures(dir, problems);
  const written = tryRead(regressionReport, dir, problems);
  const compare = (reports: MeasuredReports, asStrict: boolean): RegressionJson =>
    compareSubject({
      name,
      gate: gate.config,
      reports,
      baseline,
      strict: asStrict,
      hasRules: hasRules(gate),
    });
  if (figures === null || features === null) throw inputProblemError(name, problems);
  const measured: MeasuredReports = { ...figures, features };
  problems.push(
    ...checkAnswered(dir, measured),
    ...checkAgreement(measured),
    ...checkArtifacts(dir, measured.build),
    ...checkNative(dir, measured.startup),
    ...checkNativeNames(gate.config, measured.startup),
    ...checkAsked(gate, measured),
  );
  // Comparing takes no time, so the gate does it again: a regression.json of other reports cannot slip through.
  if (written !== null && !isSame(written, compare(measured, written.strict))) {
    const { file, task } = regressionReport;
    const message = `${file} is stale: it was not made from these reports, wasmgate.json and baseline.json; the task ${task} makes it anew`;
    problems.push({ task, message });
  }
  if (problems.length > 0) throw inputProblemError(name, problems);
  const regression = compare(measured, strict);
  const reports: AllReports = {
    ...measured,
    // What a group is measured by does not depend on the day; what counts of it is decided here.
    features: judgeExceptions(features, gate.exceptions),
    regression,
  };
  const { failures, warnings } = collect(reports);
  const report: VerifyJson = {
    schema_version: 1,
    subject: name,
    artifact_sha256: measured.build.artifact_sha256,
    strict,
    verdict: failures.length > 0 ? 'fail' : 'pass',
    counts: regression.counts,
    failures,
    warnings,
  };
  return { report, reports };
}

/** Equal as JSON: what was written went through text. */
function isSame(written: RegressionJson, made: RegressionJson): boolean {
  return isDeepStrictEqual(written, JSON.parse(JSON.stringify(made)));
}
