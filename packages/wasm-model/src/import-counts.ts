import type { WasmModule } from './binary.ts';
import { findSection, sectionReader } from './find-section.ts';
import { GrowableArray } from './growable-array.ts';
import { MAX_ITEMS } from './item-limit.ts';
import { memoize } from './memoize.ts';
import type { ExternKind } from './module-imports.ts';
import { readDescription, skipImportNames } from './module-imports.ts';

/** How many indices of each space are imported, and the types of the functions among them. */
export interface ImportCounts extends Readonly<Record<ExternKind, number>> {
  readonly functionTypes: Uint32Array;
}

/** Counts imports without making an object or a string for each. */
export const importCounts: (module: WasmModule) => ImportCounts = memoize((module) => {
  const counts: Record<ExternKind, number> = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  const functionTypes = new GrowableArray();
  const section = findSection(module, 'import');
  if (section) {
    const reader = sectionReader(module, section);
    for (let left = reader.count('imports', MAX_ITEMS); left > 0; left--) {
      skipImportNames(reader);
      const description = readDescription(reader);
      counts[description.kind]++;
      if (description.kind === 'func') functionTypes.push(description.type);
    }
    reader.expectEnd('the import section');
  }
  return { ...counts, functionTypes: functionTypes.finish() };
});
