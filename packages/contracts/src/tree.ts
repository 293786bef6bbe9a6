import type { TreeJson } from './generated/tree.ts';
import { validate } from './generated/tree.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/tree.ts';

/** tree.json, written by the task size: written without line breaks, for it is columns of numbers. */
export const treeReport: Report<TreeJson> = defineReport<TreeJson>('tree.json', 'size', validate, undefined, {
  isCompact: true,
});
