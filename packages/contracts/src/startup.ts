import type { StartupJson } from './generated/startup.ts';
import { validate } from './generated/startup.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/startup.ts';

/** startup.json, written by the task startup-bench. */
export const startupReport: Report<StartupJson> = defineReport<StartupJson>(
  'startup.json',
  'startup-bench',
  validate,
);
