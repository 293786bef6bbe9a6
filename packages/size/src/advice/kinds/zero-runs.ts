import { moduleData, moduleMemories, stripModule, type WasmModule } from '@wasmgate/wasm-model';
import { nothing, type AdviceKind } from '../kind.ts';
import { KEPT_FOR_TOOLS } from '../options.ts';
import { withCore } from '../target.ts';

/** Shorter runs cost less than the header of the segment that would begin after them. */
const MIN_RUN = 16;
const LEAST_BYTES = 64;

/** Zeros in data: memory is zero to begin with. */
export const zeroRunsKind: AdviceKind = {
  name: 'zeros in data',
  propose: async (target, { optimize }) => {
    const { main, core } = target;
    if (main === undefined) return nothing;
    const { zero_bytes, segments } = zerosIn(main.module);
    if (zero_bytes < LEAST_BYTES) return nothing;
    const given = stripModule(core, KEPT_FOR_TOOLS);
    const isImported = moduleMemories(main.module).some(({ imported }) => imported);
    const options = ['--memory-packing', ...(isImported ? ['--zero-filled-memory'] : [])];
    const [asIs, made] = await Promise.all([optimize(given, []), optimize(given, options)]);
    const told = { code: 'zero_runs', args: { zero_bytes, segments }, where: main.path } as const;
    if (typeof made === 'string' || typeof asIs === 'string') {
      const detail = typeof made === 'string' ? made : String(asIs);
      return { proposals: [], failed: [{ ...told, detail }] };
    }
    const [file, reference] = [withCore(target, made), withCore(target, asIs)];
    return { proposals: [{ ...told, file, reference, method: 'same_behaviour' }] };
  },
};

function zerosIn(module: WasmModule): { zero_bytes: number; segments: number } {
  let [zero_bytes, segments] = [0, 0];
  for (const { mode, payloadStart, payloadEnd } of moduleData(module)) {
    if (mode !== 'active') continue;
    let from = payloadStart;
    let inSegment = 0;
    for (let at = payloadStart; at <= payloadEnd; at++) {
      if (at < payloadEnd && module.bytes[at] === 0) continue;
      if (at - from >= MIN_RUN) inSegment += at - from;
      from = at + 1;
    }
    zero_bytes += inSegment;
    if (inSegment > 0) segments++;
  }
  return { zero_bytes, segments };
}
