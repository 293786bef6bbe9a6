import {
  findSection,
  moduleData,
  moduleGlobals,
  moduleMemories,
  rewriteSections,
  unsignedLeb,
  type WasmModule,
} from '@wasmgate/wasm-model';
import { nothing, type AdviceKind } from '../kind.ts';
import { withCore } from '../target.ts';

const PAGE_BYTES = 65_536;
/** What is left free above what was touched. */
const SPARE_PAGES = 1;
/** A memory this many times what is used, and this many pages beyond it, is far larger than needed. */
const FACTOR = 4;
const MIN_PAGES = 16;

/** A memory that begins far larger than any call needs. What a call touched is seen where the memory is exported. */
export const memoryKind: AdviceKind = {
  name: 'initial memory',
  propose: async (target, { outcomes }) => {
    const { main } = target;
    const [memory, ...others] = main === undefined ? [] : moduleMemories(main.module);
    if (main === undefined || memory === undefined || memory.imported) return nothing;
    const { min, max, is64, shared, pageBytes } = memory;
    if (others.length > 0 || is64 || shared || pageBytes !== PAGE_BYTES || min < MIN_PAGES) return nothing;
    const calls = await outcomes();
    const touched = (calls ?? []).reduce((most, { usedBytes }) => Math.max(most, usedBytes), 0);
    const needed = Math.ceil(Math.max(highestAddress(main.module), touched) / PAGE_BYTES) + SPARE_PAGES;
    if (calls === null || min < FACTOR * needed || min - needed < MIN_PAGES) return nothing;
    const payload = [
      1,
      max === undefined ? 0 : 1,
      ...unsignedLeb(needed),
      ...(max === undefined ? [] : unsignedLeb(max)),
    ];
    const section = findSection(main.module, 'memory');
    const core = rewriteSections(main.module, (each) =>
      each === section ? Uint8Array.from(payload) : undefined,
    );
    return {
      proposals: [
        {
          code: 'memory_oversized',
          args: { pages: min, needed_pages: needed },
          where: main.path,
          file: withCore(target, core),
          method: 'same_behaviour',
          compare: { anySize: true },
          least: -Infinity,
        },
      ],
    };
  },
};

/** The end of data, or an address that a global begins with: linkers keep the top of the stack and the begin of the heap in one. */
function highestAddress(module: WasmModule): number {
  let highest = 0;
  for (const { address = 0, payloadStart, payloadEnd } of moduleData(module))
    highest = Math.max(highest, address + payloadEnd - payloadStart);
  const globals = moduleGlobals(module);
  const limit = (moduleMemories(module)[0]?.min ?? 0) * PAGE_BYTES;
  for (let index = globals.imported; index < globals.length; index++) {
    const value = globals.get(index).initial?.value ?? 0;
    if (value > highest && value <= limit) highest = value;
  }
  return highest;
}
