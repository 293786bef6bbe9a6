import { printable } from '@wasmgate/contracts/printable';
import { moduleData, moduleMemories, stripModule } from '@wasmgate/wasm-model';
import { visitTextRuns } from '../../breakdown/text-runs.ts';
import { nothing, type AdviceKind } from '../kind.ts';
import { KEPT_FOR_TOOLS } from '../options.ts';
import { findRepeats, type Repeat } from '../repeats.ts';
import { withCore } from '../target.ts';

/** Characters of the text that says what repeats. */
const MAX_TEXT = 60;

/** Data that stands in the module twice: the later copies are taken out, to see what they weigh. */
export const repeatedDataKind: AdviceKind = {
  name: 'repeated data',
  propose: async (target, { optimize }) => {
    const { main } = target;
    if (main === undefined) return nothing;
    const { module } = main;
    const core = new Uint8Array(target.core);
    const contents = moduleData(module).map(({ payloadStart, payloadEnd }) =>
      core.subarray(payloadStart - module.start, payloadEnd - module.start),
    );
    const repeats = findRepeats(Buffer.concat(contents));
    const count = repeats.length;
    const bytes = repeats.reduce((sum, { start, end }) => sum + end - start, 0);
    const text = repeats[0] === undefined ? '' : textIn(Buffer.concat(contents), repeats[0]);
    for (const repeat of repeats) clear(contents, repeat);
    if (count === 0) return nothing;
    // Zeros are what packing takes out of data.
    const isImported = moduleMemories(module).some(({ imported }) => imported);
    const options = ['--memory-packing', ...(isImported ? ['--zero-filled-memory'] : [])];
    const [asIs, made] = await Promise.all(
      [target.core, core].map((each) => optimize(stripModule(each, KEPT_FOR_TOOLS), options)),
    );
    const told = { code: 'repeated_data', args: { bytes, count, text }, where: main.path } as const;
    if (typeof made !== 'object' || typeof asIs !== 'object')
      return { proposals: [], failed: [{ ...told, detail: String(made) }] };
    const [file, reference] = [withCore(target, made), withCore(target, asIs)];
    return { proposals: [{ ...told, file, reference, method: 'removal', compare: { anyMemory: true } }] };
  },
};

/** Zeros a range of contents that stand one after another. */
function clear(contents: readonly Uint8Array[], { start, end }: Repeat): void {
  let at = 0;
  for (const content of contents) {
    const within = (offset: number): number => Math.min(Math.max(0, offset - at), content.length);
    content.fill(0, within(start), within(end));
    at += content.length;
  }
}

/** The first text in a range; empty when there is none. */
function textIn(bytes: Uint8Array, { start, end }: Repeat): string {
  let text = '';
  visitTextRuns(bytes, start, end, (from, to) => {
    text ||= printable(Buffer.from(bytes.subarray(from, Math.min(to, from + MAX_TEXT))).toString('latin1'));
  });
  return text;
}
