import { checkFindingsOf } from './check-findings.ts';
import type { FindingIn } from './finding.ts';
import type { FeaturesJson as Generated } from './generated/features.ts';
import { validate } from './generated/features.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/features.ts';

/** features.json: its schema's type, with the findings that it can hold. */
export type FeaturesJson = Omit<Generated, 'findings'> & { findings: FindingIn<'features'>[] };

/** features.json, written by the task feature-check. */
export const featuresReport: Report<FeaturesJson> = defineReport<FeaturesJson>(
  'features.json',
  'feature-check',
  validate,
  checkFindingsOf('features'),
);
