import type { FeaturesJson } from './generated/features.ts';
import { validate } from './generated/features.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/features.ts';

/** features.json, written by the task feature-check. */
export const featuresReport: Report<FeaturesJson> = defineReport<FeaturesJson>(
  'features.json',
  'feature-check',
  validate,
);
