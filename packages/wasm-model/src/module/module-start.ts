import type { WasmModule } from '../frame/binary.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';

/** The index of the start function, or undefined (core spec 3.0, "Start Section", 5.5.11). */
export function moduleStart(module: WasmModule): number | undefined {
  const section = findSection(module, 'start');
  if (section === undefined) return undefined;
  const reader = sectionReader(module, section);
  const index = reader.u32('the index of the start function');
  reader.expectEnd('the start section');
  return index;
}
