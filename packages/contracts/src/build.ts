import { checkFindingsOf } from './check-findings.ts';
import type { FindingIn } from './finding.ts';
import type { BuildJson as Generated } from './generated/build.ts';
import { validate } from './generated/build.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/build.ts';

/** build.json: its schema's type, with the findings that it can hold. */
export type BuildJson = Omit<Generated, 'findings'> & { findings: FindingIn<'build'>[] };

/** build.json, written by the task build. */
export const buildReport: Report<BuildJson> = defineReport<BuildJson>(
  'build.json',
  'build',
  validate,
  checkFindingsOf('build'),
);
