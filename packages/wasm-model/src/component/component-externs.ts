import type { WasmComponent } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import type { ComponentSort } from './component-sort.ts';
import { readSort } from './component-sort.ts';
import { sectionReader } from '../frame/find-section.ts';
import { skipOptional, skipValueType } from './component-value-type.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';

/** Something a component imports or exports. */
export interface ComponentExtern {
  /** `wasi:cli/environment@0.2.0`, `process-message` … */
  readonly name: string;
  readonly kind: ComponentSort;
  /** Offset of the entry. */
  readonly offset: number;
}

/** An export: what it is, by its index in the index space of its sort. */
export interface ComponentExport extends ComponentExtern {
  readonly index: number;
}

/** The imports of a component itself, in order (component-model Binary.md, "Import and Export Definitions"). */
export const componentImports: (component: WasmComponent) => readonly ComponentExtern[] = memoize(
  (component) =>
    readAll(component, 'import', (reader) => {
      const offset = reader.pos;
      const name = readExternName(reader);
      return { name, kind: readExternType(reader), offset };
    }),
);

/** The exports of a component itself, in order. */
export const componentExports: (component: WasmComponent) => readonly ComponentExport[] = memoize(
  (component) =>
    readAll(component, 'export', (reader) => {
      const offset = reader.pos;
      const name = readExternName(reader);
      const kind = readSort(reader);
      const index = reader.u32('the index of an export');
      skipOptional(reader, 'a type', skipExternType);
      return { name, kind, index, offset };
    }),
);

/** A component may have many sections of a kind: their items follow one another. */
function readAll<Item>(
  component: WasmComponent,
  name: 'import' | 'export',
  read: (reader: ByteReader) => Item,
): Item[] {
  const items: Item[] = [];
  for (const section of component.sections) {
    if (section.name !== name) continue;
    const reader = sectionReader(component, section);
    for (let left = reader.count(`${name}s`, MAX_ITEMS); left > 0; left--) items.push(read(reader));
    reader.expectEnd(`the ${name} section`);
  }
  return items;
}

/** Reads a name with its attributes, which are passed over. */
export function readExternName(reader: ByteReader): string {
  const form = reader.kind('form of a name', 3);
  const name = reader.name('an import or export name');
  if (form !== 2) return name;
  for (let left = reader.count('attributes'); left > 0; left--) {
    reader.kind('attribute of a name', 3);
    reader.skipName('an attribute of a name');
  }
  return name;
}

/** Kinds of an extern type by their byte ("Type Definitions", externtype). */
const externTypes = ['core module', 'func', 'value', 'type', 'component', 'instance'] as const;

/** Moves over an external type. */
export function skipExternType(reader: ByteReader): void {
  readExternType(reader);
}

function readExternType(reader: ByteReader): ComponentSort {
  const kind = externTypes[reader.kind('external type', externTypes.length)] as ComponentSort;
  if (kind === 'core module' && reader.u8('0x11, a core module') !== 0x11) {
    reader.failUnknown('expected 0x11, a core module', reader.pos - 1);
  }
  if (kind === 'value' || kind === 'type') readBound(reader, kind);
  else reader.u32('a type index');
  return kind;
}

function readBound(reader: ByteReader, kind: 'value' | 'type'): void {
  const form = reader.kind('bound', 2);
  if (form === 0) reader.u32(`a ${kind} index`);
  else if (kind === 'value') skipValueType(reader);
}
