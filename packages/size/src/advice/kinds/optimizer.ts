import { stripModule } from '@wasmgate/wasm-model';
import { inParallel } from '../in-parallel.ts';
import { nothing, type AdviceKind, type Failed, type Proposal } from '../kind.ts';
import { withCore } from '../target.ts';

/** Options that change nothing but size and speed, the likeliest first: time may be over. */
const plain = ['-Oz --converge', '-Oz', '-O3', '-Oz --gufa-optimizing --converge'];

/** Options that cost something, held against the best of the plain ones. */
const costly = [
  { code: 'traps_never_happen', options: '-Oz --converge --traps-never-happen', withoutTraps: true },
  { code: 'similar_functions', options: '-Oz --merge-similar-functions --converge', withoutTraps: false },
] as const;

/**
 * wasm-opt with other options than made the file, side by side: from what a subject links, else from the file itself. Custom sections are
 * left out on either side, so that only code and data count.
 */
export const optimizerKind: AdviceKind = {
  name: 'wasm-opt',
  propose: async (target, { optimize, parallel, tick }) => {
    const { core, source, main } = target;
    if (main === undefined) return nothing;
    const given = stripModule(source.core, { keep: (name) => name === 'target_features' });
    const where = main.path;
    const from = source.name;
    const all = [...plain, ...costly.map(({ options }) => options)];
    const made = await inParallel(all, parallel, async (options) => {
      tick(`wasm-opt ${options}`);
      const result = await optimize(given, options.split(' '));
      return typeof result === 'string' ? result : stripModule(result);
    });
    const asIs = withCore(target, stripModule(core));
    const file = (options: string): Uint8Array | null => {
      const result = made[all.indexOf(options)];
      return result === undefined || typeof result === 'string' ? null : withCore(target, result);
    };
    const best = plain
      .flatMap((options) => {
        const bytes = file(options);
        return bytes === null ? [] : [{ options, bytes }];
      })
      .toSorted((a, b) => a.bytes.length - b.bytes.length)[0];
    const proposals: Proposal[] = [];
    if (best !== undefined) {
      proposals.push({
        code: 'optimizer_gains',
        args: { options: best.options, from },
        where,
        file: best.bytes,
        reference: asIs,
        method: 'same_behaviour',
      });
    }
    const reference = best === undefined || best.bytes.length > asIs.length ? asIs : best.bytes;
    for (const { code, options, withoutTraps } of costly) {
      const bytes = file(options);
      if (bytes === null) continue;
      const args = { options, from };
      proposals.push({
        code,
        args,
        where,
        file: bytes,
        reference,
        method: 'same_behaviour',
        compare: { withoutTraps },
      });
    }
    const failed = all.flatMap((options, at): Failed[] => {
      const said = made[at];
      const code = costly.find((one) => one.options === options)?.code ?? 'optimizer_gains';
      return typeof said === 'string' ? [{ code, args: { options, from }, where, detail: said }] : [];
    });
    return { proposals, failed };
  },
};
