import type { BuildJson } from './generated/build.ts';
import { validate } from './generated/build.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/build.ts';

/** build.json, written by the task build. */
export const buildReport: Report<BuildJson> = defineReport<BuildJson>('build.json', 'build', validate);
