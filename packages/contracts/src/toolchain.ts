import type { ToolchainJson } from './generated/toolchain.ts';
import { validate } from './generated/toolchain.validate.js';
import { defineReport, type Report } from './report.ts';

export type * from './generated/toolchain.ts';

/** toolchain.json, written by the task environment. */
export const toolchainReport: Report<ToolchainJson> = defineReport<ToolchainJson>(
  'toolchain.json',
  'environment',
  validate,
);
