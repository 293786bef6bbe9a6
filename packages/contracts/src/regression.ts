import type { RegressionJson } from './generated/regression.ts';
import { validate } from './generated/regression.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/regression.ts';

/** regression.json, written by the task regression-compare. */
export const regressionReport: Report<RegressionJson> = defineReport<RegressionJson>(
  'regression.json',
  'regression-compare',
  validate,
);
