import { checkFindingsOf } from './check-findings.ts';
import type { FindingIn } from './finding.ts';
import type { StartupJson as Generated } from './generated/startup.ts';
import { validate } from './generated/startup.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/startup.ts';

/** startup.json: its schema's type, with the findings that it can hold. */
export type StartupJson = Omit<Generated, 'findings'> & { findings: FindingIn<'startup'>[] };

/** startup.json, written by the task startup-bench. */
export const startupReport: Report<StartupJson> = defineReport<StartupJson>(
  'startup.json',
  'startup-bench',
  validate,
  checkFindingsOf('startup'),
);
