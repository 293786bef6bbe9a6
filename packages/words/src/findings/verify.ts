import type { SomeWords } from '../words-of.ts';

/** Words for what wasm-verify finds. */
export const verifyWords = {
  report_failed: {
    text: ({ report }) => `${report}.json has the verdict fail, and names no violation`,
    fix: ({ task }, subject) =>
      `make it again: npx turbo run ${task} --filter=${subject} --force, and report it as a defect of that tool`,
  },
} satisfies SomeWords;
