import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import type { ExternKind, ImportDescription, ImportEntry } from './import-entry.ts';
import { readImportEntry } from './import-entry.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';

export interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternKind;
  /** Its index in the index space of its kind. */
  readonly index: number;
  readonly description: ImportDescription;
  /** Offset of the entry; in a group of a compact import section, of its name. */
  readonly offset: number;
}

/** The imports of a core module, in order ("Import Section", 5.5.5). */
export const moduleImports: (module: WasmModule) => readonly Import[] = memoize((module) => {
  const imports: Import[] = [];
  const counts: Record<ExternKind, number> = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  visitImports(module, ({ moduleName, itemName, description, offset }) => {
    const { kind } = description;
    const from = nameAt(module, moduleName);
    imports.push({
      module: from,
      name: nameAt(module, itemName),
      kind,
      index: counts[kind]++,
      description,
      offset,
    });
  });
  return imports;
});

/** Visits every import in order, those of compact groups too. */
export function visitImports(module: WasmModule, visit: (entry: ImportEntry) => void): void {
  const section = findSection(module, 'import');
  if (section === undefined) return;
  const reader = sectionReader(module, section);
  let count = 0;
  for (let left = reader.count('imports', MAX_ITEMS); left > 0; left--) {
    const start = reader.pos;
    count += readImportEntry(reader, visit);
    if (count > MAX_ITEMS) reader.fail(`more than ${MAX_ITEMS} imports`, start);
  }
  reader.expectEnd('the import section');
}

function nameAt(module: WasmModule, offset: number): string {
  return new ByteReader(module.bytes, offset, module.end).name('a name of an import');
}

/** The imports of one kind. */
export function importsOf(module: WasmModule, kind: ExternKind): readonly Import[] {
  return moduleImports(module).filter((entry) => entry.kind === kind);
}
