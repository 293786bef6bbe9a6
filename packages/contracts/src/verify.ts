import type { VerifyJson } from './generated/verify.ts';
import { validate } from './generated/verify.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/verify.ts';

/** verify.json, written by the task verify. */
export const verifyReport: Report<VerifyJson> = defineReport<VerifyJson>('verify.json', 'verify', validate);
