import { installChannelCommand } from '@wasmgate/contracts/commands';
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
  exports_waived: {
    text: ({ reason, found }) =>
      found === 0
        ? `the artifact exports nothing: all gates pass on an empty shell; waived: ${reason}`
        : `wasmgate.json waives that the artifact exports nothing (${reason}), and it exports ${found}`,
    fix: () => 'name what it must export under "exports" in wasmgate.json',
  },
  toolchain_not_pinned: {
    text: ({ pinned, built }) =>
      `rust-toolchain.toml pins ${pinned}, which is not installed for WebAssembly here: Rust ${built} built instead`,
    fix: ({ pinned, built, target }) => `${installChannelCommand(pinned, target)}; or pin ${built}`,
  },
} satisfies SomeWords;
