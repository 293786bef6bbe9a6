import type { AdviceArgs } from '@wasmgate/contracts/advice-codes';
import { nothing, type AdviceKind, type Failed, type Proposal } from '../kind.ts';

/**
 * Settings of a cargo profile that make code smaller (The Cargo Book, "Profiles"): all together first, for that is what most would take,
 * then each alone. `panic = "abort"` is not among them, for targets of WebAssembly do nothing else, nor is `strip`, which wasm-build sets.
 */
const candidates: readonly (readonly string[])[] = [
  ['opt-level = "z"', 'lto = "fat"', 'codegen-units = 1'],
  ['opt-level = "s"', 'lto = "fat"', 'codegen-units = 1'],
  ['opt-level = "z"'],
  ['opt-level = "s"'],
  ['lto = "fat"'],
  ['codegen-units = 1'],
];

/**
 * Other settings of the subject's cargo profile: each is built, from the same sources, and measured as what would ship. Another build
 * lays memory out anew, so that only what calls give and ask for can be held against what it was.
 */
export const profileKind: AdviceKind = {
  name: 'cargo profile',
  propose: async ({ bytes, profile }, { build, tick }) => {
    if (profile === null) return nothing;
    if (build === null)
      return { proposals: [], notLooked: 'it builds the crate several times: --advise --build' };
    tick('building it as it is');
    const asIs = await build([]);
    if (typeof asIs === 'string') return { proposals: [], notLooked: asIs };
    if (Buffer.compare(asIs, bytes) !== 0) {
      return { proposals: [], notLooked: 'what ships is not what the sources make now: npx turbo run build' };
    }
    const proposals: Proposal[] = [];
    const failed: Failed[] = [];
    for (const [at, settings] of candidates.entries()) {
      tick(`building it with ${settings.join(', ')} (${at + 1} of ${candidates.length})`);
      const args: AdviceArgs<'cargo_profile'> = { profile, settings };
      const told = { code: 'cargo_profile', where: 'file' } as const;
      // cargo uses all cores.
      // oxlint-disable-next-line no-await-in-loop
      const file = await build(settings);
      if (typeof file === 'string')
        failed.push({ ...told, args: { ...args, settings: [...settings] }, detail: file });
      else {
        const compare = { anyMemory: true, anySize: true };
        proposals.push({ ...told, args, file, method: 'rebuild', compare });
      }
    }
    return { proposals, failed };
  },
};
