import { checkFindingsOf } from './check-findings.ts';
import type { FindingIn } from './finding.ts';
import type { RegressionJson as Generated } from './generated/regression.ts';
import { validate } from './generated/regression.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/regression.ts';

/** regression.json: its schema's type, with the findings that it can hold. */
export type RegressionJson = Omit<Generated, 'findings'> & { findings: FindingIn<'regression'>[] };

/** regression.json, written by the task regression-compare. */
export const regressionReport: Report<RegressionJson> = defineReport<RegressionJson>(
  'regression.json',
  'regression-compare',
  validate,
  checkFindingsOf('regression'),
);
