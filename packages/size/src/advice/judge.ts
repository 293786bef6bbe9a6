import { readWellFormed, rewriteSections, WasmFormatError, type WasmBinary } from '@wasmgate/wasm-model';
import { mainCoreModule } from '@wasmgate/wasm-model';
import { printable } from '@wasmgate/contracts/printable';
import type { Advice, Refusal } from '@wasmgate/contracts/advice';
import type { CompressedSizes } from '../compress.ts';
import type { Proposal } from './kind.ts';
import { compareOutcomes } from './replay/compare.ts';
import { engine } from './replay/engine.ts';
import type { Outcome, Performance } from './replay/outcome.ts';
import type { PlannedCall } from './replay/plan.ts';

/** What a change must save to be told, as a share of the file. */
const LEAST_SHARE = 0.005;

/** What proposals are held against. */
export interface Reality {
  readonly bytes: Uint8Array;
  readonly binary: WasmBinary;
  /** The calls of the file as it is that ended, and how; a text says why there are none. */
  readonly replayed: () => Promise<
    { readonly calls: readonly PlannedCall[]; readonly outcomes: readonly Outcome[] } | string
  >;
  /** Makes the same calls on another core module. */
  readonly perform: (core: Uint8Array, calls: readonly PlannedCall[]) => Promise<Performance>;
  readonly compress: (file: Uint8Array) => Promise<CompressedSizes>;
}

/** A proposal that held, or why it did not. */
export type Judgement = { readonly advice: Advice } | { readonly refusal: Refusal };

type Proof = { readonly proof: Advice['proof'] } | Pick<Refusal, 'reason' | 'detail'>;

/** Proves a proposal and measures what it saves. */
export async function judge(proposal: Proposal, reality: Reality): Promise<Judgement> {
  const { code, args, where, file, reference = reality.bytes, least } = proposal;
  const told = { code, args: { ...args } as Advice['args'], where };
  const raw_bytes = reference.length - file.length;
  if (raw_bytes < (least ?? LEAST_SHARE * reality.bytes.length)) {
    return { refusal: { ...told, reason: 'saves_too_little', detail: `${raw_bytes} bytes` } };
  }
  const proven = await prove(proposal, reality);
  if (!('proof' in proven)) return { refusal: { ...told, ...proven } };
  const [before, after] = [await reality.compress(reference), await reality.compress(file)];
  const saved = (name: keyof CompressedSizes): number | null => {
    const [was, is] = [before[name], after[name]];
    return was === null || is === null ? null : was - is;
  };
  const saves = { raw_bytes, gzip_bytes: saved('gzip_bytes'), brotli_bytes: saved('brotli_bytes') };
  return { advice: { ...told, saves, ...proven } };
}

async function prove({ file, method, compare }: Proposal, reality: Reality): Promise<Proof> {
  const read = readMade(file);
  if (typeof read === 'string') return { reason: 'invalid', detail: read };
  if (method === 'same_code') {
    const isSame = Buffer.compare(withoutCustoms(read), withoutCustoms(reality.binary)) === 0;
    return isSame
      ? { proof: { method, calls: 0, same_calls: 0, left_out: 0 } }
      : { reason: 'other_behaviour', detail: 'more than custom sections differs' };
  }
  const before = await reality.replayed();
  if (typeof before === 'string') return { reason: 'not_replayed', detail: before };
  const main = mainCoreModule(read)?.module;
  const core = main === undefined ? new Uint8Array() : main.bytes.subarray(main.start, main.end);
  if (!engine.validate(core)) return { reason: 'invalid', detail: 'the engine refuses it' };
  const after = await reality.perform(core, before.calls);
  if (after.problem !== null) return { reason: 'does_not_start', detail: printable(after.problem) };
  const { calls, same, leftOut, difference } = compareOutcomes(
    before.calls,
    before.outcomes,
    after.outcomes,
    compare,
  );
  if (calls === 0) return { reason: 'not_replayed', detail: 'no call says anything of it' };
  if (method === 'same_behaviour' && difference !== null)
    return { reason: 'other_behaviour', detail: printable(difference) };
  return { proof: { method, calls, same_calls: same, left_out: leftOut } };
}

function readMade(file: Uint8Array): WasmBinary | string {
  try {
    return readWellFormed(file);
  } catch (error) {
    if (error instanceof WasmFormatError) return printable(error.message);
    throw error;
  }
}

const withoutCustoms = (binary: WasmBinary): Uint8Array =>
  rewriteSections(binary, ({ customName }) => (customName === undefined ? undefined : null));
