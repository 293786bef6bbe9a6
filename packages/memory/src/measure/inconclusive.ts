import type { MemoryJson } from '@wasmgate/contracts/memory';
import { functionLabel, parseSymbol, type WasmModule } from '@wasmgate/wasm-model';
import type { Problem } from '../replay/replay.ts';
import type { TraceFailure } from '../run/job.ts';

/** Why there are no figures. */
export type Reason = Omit<MemoryJson['inconclusive'][number], 'stage'>;

/** A function's name for people. */
export const functionName = (module: WasmModule, index: number): string => {
  const label = functionLabel(module, index);
  return parseSymbol(label)?.plain ?? label;
};

/** What does not add up, by name. */
export function reasonOf(problem: Problem, module: WasmModule): Reason {
  switch (problem.kind) {
    case 'events_lost':
      return { reason: 'events_lost', detail: '' };
    case 'counts_differ':
      return {
        reason: problem.kind,
        detail: `${problem.field}: ${problem.guest}, replayed ${problem.replayed}`,
      };
    case 'unaccounted_growth':
      return { reason: problem.kind, detail: functionName(module, problem.function) };
    default: {
      const who = problem.function === null ? 'the host' : functionName(module, problem.function);
      return { reason: problem.kind, detail: `${who}, at address ${problem.address}` };
    }
  }
}

const MAX_TEXT = 500;

/** What the guest did wrong, in wasmtime's words: the cause stands in the last line. */
export function failureReason({ kind, message, during }: TraceFailure, calls: readonly string[]): Reason {
  const last = message.trim().split('\n').at(-1)?.trim().slice(0, MAX_TEXT) ?? '';
  if (kind === 'invalid') return { reason: 'not_compiled', detail: last };
  const where = during === null ? '' : `${calls[during.call ?? -1] ?? during.kind.replaceAll('_', ' ')}: `;
  return { reason: 'guest_failed', detail: `${where}${last}` };
}
