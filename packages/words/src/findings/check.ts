import type { SomeWords } from '../words-of.ts';

/** Words for what `wasmgate check` finds by itself. */
export const checkWords = {
  import_added: {
    text: ({ import: name, against }) => `imports ${name}, which ${against} does not`,
    fix: () => 'make sure that every host provides it, or leave out what needs it',
  },
} satisfies SomeWords;
