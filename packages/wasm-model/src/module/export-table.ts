import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';
import type { ExternKind } from './import-entry.ts';
import { externKinds, readExternKind } from './import-entry.ts';

/** The exports of a module in their order, names being made when asked for. */
export interface ExportTable {
  /** Per export its offset. */
  readonly offsets: Uint32Array;
  /** Per export its index in the index space of its kind. */
  readonly indices: Uint32Array;
  readonly kind: (position: number) => ExternKind;
  readonly name: (position: number) => string;
}

/** Decodes the export section (core spec 3.0, 5.5.10) into typed arrays. */
export const exportTable: (module: WasmModule) => ExportTable = memoize((module) => {
  const section = findSection(module, 'export');
  const reader = section && sectionReader(module, section);
  const count = reader?.count('exports', MAX_ITEMS, 3) ?? 0;
  const offsets = new Uint32Array(count);
  const indices = new Uint32Array(count);
  const kinds = new Uint8Array(count);
  if (reader) {
    for (let position = 0; position < count; position++) {
      offsets[position] = reader.pos;
      reader.skipName('the name of an export');
      kinds[position] = externKinds.indexOf(readExternKind(reader));
      indices[position] = reader.u32('the index of an export');
    }
    reader.expectEnd('the export section');
  }
  return {
    offsets,
    indices,
    kind: (position) => externKinds[kinds[position] as number] as ExternKind,
    name: (position) =>
      new ByteReader(module.bytes, offsets[position] as number, module.end).name('the name of an export'),
  };
});
