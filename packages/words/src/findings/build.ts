import type { SomeWords } from '../words-of.ts';

/** Words for what wasm-build finds. */
export const buildWords = {
  exports_missing: {
    text: ({ missing }) =>
      missing.length > 0
        ? `the artifact does not export ${missing.join(', ')}`
        : 'the artifact exports nothing but memory: every other gate would pass vacuously',
    fix: (_args, subject) =>
      `export what wasmgate.json names under "exports", then: npx turbo run build --filter=${subject}`,
  },
  input_unkeyed: {
    text: ({ sources }) =>
      `the crate is made of files that do not key the task build, so that an edit of them would not build again: ${sources.join(', ')}`,
    fix: (_args, subject) =>
      `move them into src/ (or wit/) of subjects/${subject}: those, Cargo.toml, Cargo.lock, build.rs and .cargo/ are the task's inputs`,
  },
} satisfies SomeWords;
