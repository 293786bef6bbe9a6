import type { WasmModule } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import type { GlobalType } from './global-type.ts';
import { readGlobalType } from './global-type.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import type { MemoryType, TableType } from '../frame/limits.ts';
import { readMemoryType, readTableType } from '../frame/limits.ts';
import { memoize } from '../frame/memoize.ts';

/** Kinds of what is imported and exported, by their byte (core spec 3.0, "External Types", 5.3.14). */
export const externKinds = ['func', 'table', 'memory', 'global', 'tag'] as const;

export type ExternKind = (typeof externKinds)[number];

/** What an import must be; `type` of a function or tag is an index into the module's types. */
export type ImportDescription =
  | { readonly kind: 'func'; readonly type: number }
  | { readonly kind: 'table'; readonly table: TableType }
  | { readonly kind: 'memory'; readonly memory: MemoryType }
  | { readonly kind: 'global'; readonly global: GlobalType }
  | { readonly kind: 'tag'; readonly type: number };

export interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternKind;
  /** Its index in the index space of its kind. */
  readonly index: number;
  readonly description: ImportDescription;
  /** Offset of the entry. */
  readonly offset: number;
}

/** The imports of a core module, in order ("Import Section", 5.5.5). */
export const moduleImports: (module: WasmModule) => readonly Import[] = memoize((module) => {
  const section = findSection(module, 'import');
  if (section === undefined) return [];
  const reader = sectionReader(module, section);
  const imports: Import[] = [];
  const counts: Record<ExternKind, number> = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  for (let left = reader.count('imports', MAX_ITEMS); left > 0; left--) {
    const offset = reader.pos;
    const from = reader.name('the module of an import');
    const name = reader.name('the name of an import');
    const description = readDescription(reader);
    const { kind } = description;
    imports.push({ module: from, name, kind, index: counts[kind]++, description, offset });
  }
  reader.expectEnd('the import section');
  return imports;
});

/** Moves over the two names of an import. */
export function skipImportNames(reader: ByteReader): void {
  reader.skipName('the module of an import');
  reader.skipName('the name of an import');
}

/** Moves over an import. */
export function skipImport(reader: ByteReader): void {
  skipImportNames(reader);
  readDescription(reader);
}

/** Reads what an import must be. */
export function readDescription(reader: ByteReader): ImportDescription {
  const kind = readExternKind(reader);
  switch (kind) {
    case 'func':
      return { kind, type: reader.u32('a type index') };
    case 'table':
      return { kind, table: readTableType(reader) };
    case 'memory':
      return { kind, memory: readMemoryType(reader) };
    case 'global':
      return { kind, global: readGlobalType(reader) };
    case 'tag':
      return { kind, type: readTagType(reader) };
  }
}

/** Reads the byte that says what is imported or exported. */
export function readExternKind(reader: ByteReader): ExternKind {
  const byte = reader.u8('an external kind');
  return externKinds[byte] ?? reader.fail(`unknown external kind ${byte}`, reader.pos - 1);
}

/** Reads a tag type: a zero byte and a type index ("Tag Types", 5.3.10). */
export function readTagType(reader: ByteReader): number {
  const attribute = reader.u8('the attribute of a tag');
  if (attribute !== 0) reader.fail(`expected tag attribute 0, found ${attribute}`, reader.pos - 1);
  return reader.u32('a type index');
}

/** The imports of one kind. */
export function importsOf(module: WasmModule, kind: ExternKind): readonly Import[] {
  return moduleImports(module).filter((entry) => entry.kind === kind);
}
