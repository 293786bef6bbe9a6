import type { WasmModule } from '../frame/binary.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { MAX_ITEMS, MAX_SEGMENTS } from '../frame/item-limit.ts';
import type { MemoryType, TableType } from '../frame/limits.ts';
import { memoize } from '../frame/memoize.ts';
import type { ExternKind } from './module-imports.ts';
import { readDescription, skipImportNames } from './module-imports.ts';

/** How many indices of each space are imported, and where the many are. */
export interface ImportCounts extends Readonly<Record<ExternKind, number>> {
  /** Per imported function its index into the module's types. */
  readonly functionTypes: Uint32Array;
  /** Per imported function the offset of its import. */
  readonly functionEntries: Uint32Array;
  /** Per imported global the offset of its type. */
  readonly globalTypes: Uint32Array;
  readonly tables: readonly TableType[];
  readonly memories: readonly MemoryType[];
  /** Per imported tag its index into the module's types. */
  readonly tagTypes: Uint32Array;
}

/** Counts imports without making an object or a string for each. */
export const importCounts: (module: WasmModule) => ImportCounts = memoize((module) => {
  const counts: Record<ExternKind, number> = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  const functionTypes = new GrowableArray();
  const functionEntries = new GrowableArray();
  const globalTypes = new GrowableArray();
  const tables: TableType[] = [];
  const memories: MemoryType[] = [];
  const tagTypes = new GrowableArray();
  const section = findSection(module, 'import');
  if (section) {
    const reader = sectionReader(module, section);
    for (let left = reader.count('imports', MAX_ITEMS); left > 0; left--) {
      const entry = reader.pos;
      skipImportNames(reader);
      const type = reader.pos + 1;
      const description = readDescription(reader);
      counts[description.kind]++;
      if (description.kind === 'func') {
        functionTypes.push(description.type);
        functionEntries.push(entry);
      } else if (description.kind === 'global') globalTypes.push(type);
      else if (description.kind === 'table') tables.push(description.table);
      else if (description.kind === 'memory') memories.push(description.memory);
      else tagTypes.push(description.type);
      if (tables.length + memories.length > MAX_SEGMENTS)
        reader.fail(`more than ${MAX_SEGMENTS} tables and memories`, entry);
    }
    reader.expectEnd('the import section');
  }
  return {
    ...counts,
    functionTypes: functionTypes.finish(),
    functionEntries: functionEntries.finish(),
    globalTypes: globalTypes.finish(),
    tables,
    memories,
    tagTypes: tagTypes.finish(),
  };
});
