import type { ByteReader } from '../frame/byte-reader.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import type { GlobalType } from './global-type.ts';
import { readGlobalType } from './global-type.ts';
import type { MemoryType, TableType } from '../frame/limits.ts';
import { readMemoryType, readTableType } from '../frame/limits.ts';

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

/** One import, its names being offsets: strings are made when asked for. */
export interface ImportEntry {
  /** Where it begins; in a group, at its own name. */
  readonly offset: number;
  readonly moduleName: number;
  readonly itemName: number;
  /** Where what it must be begins: in a group it may be the same for all. */
  readonly descriptionAt: number;
  readonly description: ImportDescription;
}

/** A group of imports from one module: each with its own description, or all with one (compact-import-section, Overview.md). */
const SHARED_MODULE = 0x7f;
const SHARED_DESCRIPTION = 0x7e;

/** A function import of exactly that type (custom-descriptors proposal, "Exact Function Imports"). */
const EXACT_FUNCTION = 0x20;

/** Reads an entry of the import section ("Import Section", 5.5.5), visits the imports in it and says how many there are. */
export function readImportEntry(reader: ByteReader, visit: (entry: ImportEntry) => void): number {
  const moduleName = reader.pos;
  reader.skipName('the module of an import');
  const itemName = reader.pos;
  const isNamed = reader.skipName('the name of an import') > 0;
  const form = isNamed || reader.left === 0 ? undefined : reader.bytes[reader.pos];
  if (form !== SHARED_MODULE && form !== SHARED_DESCRIPTION) {
    const descriptionAt = reader.pos;
    const description = readImportDescription(reader);
    visit({ offset: moduleName, moduleName, itemName, descriptionAt, description });
    return 1;
  }
  reader.pos++;
  const shared = form === SHARED_DESCRIPTION ? describe(reader) : undefined;
  const count = reader.count('imports of a group', MAX_ITEMS);
  for (let left = count; left > 0; left--) {
    const offset = reader.pos;
    reader.skipName('the name of an import');
    visit({ offset, moduleName, itemName: offset, ...(shared ?? describe(reader)) });
  }
  return count;
}

function describe(reader: ByteReader): Pick<ImportEntry, 'descriptionAt' | 'description'> {
  return { descriptionAt: reader.pos, description: readImportDescription(reader) };
}

/** Reads what an import must be. */
export function readImportDescription(reader: ByteReader): ImportDescription {
  if (reader.left > 0 && reader.bytes[reader.pos] === EXACT_FUNCTION) {
    reader.pos++;
    return { kind: 'func', type: reader.u32('a type index') };
  }
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
  return externKinds[reader.kind('external kind', externKinds.length)] as ExternKind;
}

/** Reads a tag type: a zero byte and a type index ("Tag Types", 5.3.10). */
export function readTagType(reader: ByteReader): number {
  reader.kind('attribute of a tag', 1);
  return reader.u32('a type index');
}
