import type { FindingWords } from '../finding-text.ts';

/** Words for what verify is about. */
export const verifyFindings = {
  report_failed: {
    text: ({ report }) => `${String(report)}.json has the verdict fail, and names no violation`,
    fix: ({ task }, subject) =>
      `make it again: npx turbo run ${String(task)} --filter=${subject} --force, and report it as a defect of that tool`,
  },
} as const satisfies Record<string, FindingWords>;
