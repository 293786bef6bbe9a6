import { moduleMemories, moduleNames, unreadCode, type WasmModule } from '@wasmgate/wasm-model';
import { findEntries, type Entry } from '../entries/find-entries.ts';
import { instrumentComponent } from '../instrument/instrument-component.ts';
import { instrumentModule, type HostAllocator } from '../instrument/instrument-module.ts';
import type { Reason } from './inconclusive.ts';
import type { StageInput } from './stage-input.ts';

/** A stage that tells what it does, and how to read that. */
export interface InstrumentedStage {
  readonly bytes: Uint8Array;
  /** The named module: what events say of functions are its indices. */
  readonly named: WasmModule;
  readonly entries: readonly Entry[];
  readonly host: HostAllocator | null;
}

/** Instruments a stage, or says why that is not possible. */
export function instrumentStage({ binary, main, named }: StageInput): InstrumentedStage | Reason {
  if (main === undefined || named === undefined) return { reason: 'no_memory', detail: '' };
  const [memory, ...others] = moduleMemories(named);
  if (memory === undefined) return { reason: 'no_memory', detail: '' };
  if (others.length > 0) return { reason: 'unsupported_memory', detail: 'several memories' };
  if (memory.is64) return { reason: 'unsupported_memory', detail: 'addresses of 64 bits' };
  if (memory.shared) return { reason: 'unsupported_memory', detail: 'shared between threads' };
  if (memory.pageBytes !== PAGE_BYTES)
    return { reason: 'unsupported_memory', detail: 'pages of its own size' };
  const names = moduleNames(named);
  if (names.problem !== null) return { reason: 'damaged_names', detail: names.problem };
  if (names.functions.size === 0) return { reason: 'no_names', detail: '' };
  const unread = unreadCode(named);
  if (unread.functions.length > 0) return { reason: 'unread_code', detail: unread.problem ?? '' };
  const { entries, unreadable } = findEntries(named);
  if (entries.length === 0) return { reason: 'no_allocator', detail: unreadable.join(', ') };
  const instrumented = instrumentModule(named, entries);
  const { host } = instrumented;
  if (binary.kind === 'module') return { bytes: instrumented.bytes, named, entries, host };
  const bytes = instrumentComponent(binary, main, instrumented);
  return bytes === null ? { reason: 'nested_module', detail: '' } : { bytes, named, entries, host };
}

const PAGE_BYTES = 65_536;
