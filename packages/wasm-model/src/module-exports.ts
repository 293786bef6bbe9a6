import type { WasmModule } from './binary.ts';
import { findSection, sectionReader } from './find-section.ts';
import { MAX_ITEMS } from './item-limit.ts';
import { memoize } from './memoize.ts';
import type { ExternKind } from './module-imports.ts';
import { readExternKind } from './module-imports.ts';

export interface Export {
  readonly name: string;
  readonly kind: ExternKind;
  /** Index in the index space of its kind. */
  readonly index: number;
  /** Offset of the entry. */
  readonly offset: number;
}

/** The exports of a core module, in order (core spec 3.0, "Export Section", 5.5.10). */
export const moduleExports: (module: WasmModule) => readonly Export[] = memoize((module) => {
  const section = findSection(module, 'export');
  if (section === undefined) return [];
  const reader = sectionReader(module, section);
  const exports: Export[] = [];
  for (let left = reader.count('exports', MAX_ITEMS); left > 0; left--) {
    const offset = reader.pos;
    const name = reader.name('the name of an export');
    const kind = readExternKind(reader);
    exports.push({ name, kind, index: reader.u32('the index of an export'), offset });
  }
  reader.expectEnd('the export section');
  return exports;
});
