import { buildReport } from '@wasmgate/contracts/build';
import { featuresReport, type FeaturesJson } from '@wasmgate/contracts/features';
import { finding, type Finding } from '@wasmgate/contracts/finding';
import { memoryReport } from '@wasmgate/contracts/memory';
import { regressionReport, type RegressionJson } from '@wasmgate/contracts/regression';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import type { Failure, VerifyJson } from '@wasmgate/contracts/verify';
import type { Reports } from '../compare/subject/measurement.ts';

/** The reports of the tasks that measure. */
export interface MeasuredReports extends Reports {
  readonly features: FeaturesJson;
}

/** The reports that the gate reads, in the order in which they are made and shown. */
export interface AllReports extends MeasuredReports {
  readonly regression: RegressionJson;
}
/** Name of a report. */
export type ReportName = VerifyJson['failures'][number]['report'];

/** The task that makes each report. */
const tasks = {
  build: buildReport.task,
  size: sizeReport.task,
  features: featuresReport.task,
  startup: startupReport.task,
  memory: memoryReport.task,
  regression: regressionReport.task,
} as const satisfies Record<ReportName, string>;

/** Everything that is wrong, and everything that is worth a look, in the order of the reports. */
export function collect(reports: AllReports): Pick<VerifyJson, 'failures' | 'warnings'> {
  const failures: Failure[] = [];
  const warnings: Finding[] = [];
  for (const report of Object.keys(tasks) as ReportName[]) {
    for (const found of allFindings(reports, report)) {
      const { severity, ...failure } = found;
      if (severity === 'violation') failures.push({ report, ...failure });
      else warnings.push(found);
    }
  }
  return { failures, warnings };
}

function allFindings(reports: AllReports, name: ReportName): readonly Finding[] {
  const { findings, verdict } = reports[name];
  const failed = verdict === 'fail' || (name === 'features' && reports.features.groups.some((g) => g.fails));
  if (!failed || findings.some(({ severity }) => severity === 'violation')) return findings;
  // A report that fails without saying why must not pass because nothing is said.
  return [...findings, finding('report_failed', { report: name, task: tasks[name] })];
}
