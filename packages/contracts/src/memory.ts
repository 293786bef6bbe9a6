import { checkFindingsOf } from './check-findings.ts';
import type { FindingIn } from './finding.ts';
import type { MemoryJson as Generated } from './generated/memory.ts';
import { validate } from './generated/memory.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/memory.ts';

/** memory.json: its schema's type, with the findings that it can hold. */
export type MemoryJson = Omit<Generated, 'findings'> & { findings: FindingIn<'memory'>[] };

/** memory.json, written by the task memory. */
export const memoryReport: Report<MemoryJson> = defineReport<MemoryJson>(
  'memory.json',
  'memory',
  validate,
  checkFindingsOf('memory'),
);
