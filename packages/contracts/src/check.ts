import { checkFailures } from './check-findings.ts';
import type { Code } from './codes.ts';
import type { FeaturesJson } from './features.ts';
import type { FindingOf } from './finding.ts';
import type { CheckJson as Generated } from './generated/check.ts';
import { validate } from './generated/check.validate.js';
import { defineReport, type Report } from './report.ts';
import type { SizeJson } from './size.ts';
import type { StartupJson } from './startup.ts';

/** A violation, and the report that says so. */
export type CheckFailure = {
  [C in Code]: Omit<FindingOf<C>, 'severity'> & Pick<Generated['failures'][number], 'report'>;
}[Code];

/** check.json: its schema's type, with the reports that it holds and what failures can be. */
export type CheckJson = Omit<Generated, 'size' | 'startup' | 'excluded' | 'failures'> & {
  size: SizeJson;
  startup: StartupJson | null;
  excluded: FeaturesJson | null;
  failures: CheckFailure[];
};

/** What `wasmgate check --json` prints. It is no report of a subject: no task writes it. */
export const checkReport: Report<CheckJson> = defineReport<CheckJson>(
  'check.json',
  'check',
  validate,
  checkFailures,
);
