import type { SizeJson } from './generated/size.ts';
import { validate } from './generated/size.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/size.ts';

/** size.json, written by the task size. */
export const sizeReport: Report<SizeJson> = defineReport<SizeJson>('size.json', 'size', validate);
