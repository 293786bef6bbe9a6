import type { WasmModule } from '../frame/binary.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { importCounts } from './import-counts.ts';
import { MAX_SEGMENTS } from '../frame/item-limit.ts';
import type { MemoryType } from '../frame/limits.ts';
import { readMemoryType } from '../frame/limits.ts';
import { memoize } from '../frame/memoize.ts';

export interface Memory extends MemoryType {
  readonly imported: boolean;
}

/** The memories of a core module, imported ones first (core spec 3.0, "Memory Section", 5.5.8). */
export const moduleMemories: (module: WasmModule) => readonly Memory[] = memoize((module) => {
  const memories: Memory[] = importCounts(module).memories.map((memory) => ({ ...memory, imported: true }));
  const section = findSection(module, 'memory');
  if (section === undefined) return memories;
  const reader = sectionReader(module, section);
  for (let left = reader.count('memories', MAX_SEGMENTS); left > 0; left--) {
    memories.push({ ...readMemoryType(reader), imported: false });
  }
  reader.expectEnd('the memory section');
  return memories;
});
