import type { SomeWords } from '../words-of.ts';

/** Words for what `wasmgate baseline --diff --check` finds. */
export const baselineWords = {
  limit_loosened: {
    text: ({ limit, before, after }) =>
      after === undefined
        ? `${limit} is gone (was ${before}), and nothing says why`
        : `${limit} was loosened from ${before} to ${after}, and nothing says why`,
    fix: ({ limit }, subject) =>
      `take it back; or say why in the wasmgate.json of ${subject}: "loosened": { ${JSON.stringify(limit)}: "..." }`,
  },
} satisfies SomeWords;
