import type { HostJson } from './generated/host.ts';
import { validate } from './generated/host.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/host.ts';

/** host.json, written by the task environment. */
export const hostReport: Report<HostJson> = defineReport<HostJson>('host.json', 'environment', validate);
