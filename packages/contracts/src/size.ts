import { checkFindingsOf } from './check-findings.ts';
import type { FindingIn } from './finding.ts';
import type { SizeJson as Generated } from './generated/size.ts';
import { validate } from './generated/size.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/size.ts';

/** size.json: its schema's type, with the findings that it can hold. */
export type SizeJson = Omit<Generated, 'findings'> & { findings: FindingIn<'size'>[] };

/** size.json, written by the task size. */
export const sizeReport: Report<SizeJson> = defineReport<SizeJson>(
  'size.json',
  'size',
  validate,
  checkFindingsOf('size'),
);
