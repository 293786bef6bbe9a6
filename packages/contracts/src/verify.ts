import { checkVerification } from './check-findings.ts';
import type { Code } from './codes.ts';
import type { Finding, FindingOf } from './finding.ts';
import type { VerifyJson as Generated } from './generated/verify.ts';
import { validate } from './generated/verify.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/verify.ts';

/** A violation, and the report that says so. */
export type Failure = {
  [C in Code]: Omit<FindingOf<C>, 'severity'> & Pick<Generated['failures'][number], 'report'>;
}[Code];

/** verify.json: its schema's type, with what findings can be. */
export type VerifyJson = Omit<Generated, 'failures' | 'warnings'> & {
  failures: Failure[];
  warnings: Finding[];
};

/** verify.json, written by the task verify. */
export const verifyReport: Report<VerifyJson> = defineReport<VerifyJson>(
  'verify.json',
  'verify',
  validate,
  checkVerification,
);
