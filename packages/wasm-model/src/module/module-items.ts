import type { Section, WasmModule } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { skipConstantExpression } from '../code/constant-expression.ts';
import { sectionReader } from '../frame/find-section.ts';
import { readGlobalType } from './global-type.ts';
import { importCounts } from './import-counts.ts';
import { MAX_ITEMS, MAX_SEGMENTS } from '../frame/item-limit.ts';
import type { ItemList } from '../frame/item-list.ts';
import type { ItemKind } from '../frame/item-table.ts';
import { readMemoryType } from '../frame/limits.ts';
import { moduleData } from './module-data.ts';
import { moduleElements } from './module-elements.ts';
import { moduleFunctions } from './module-functions.ts';
import { readExternKind, readImportEntry, readTagType } from './import-entry.ts';
import { readTable } from './module-tables.ts';
import { skipTypeGroup } from './module-types.ts';
import type { CoreSectionName } from '../frame/section-ids.ts';

type AddItems = (module: WasmModule, section: Section, list: ItemList) => void;

/** Adds what a section of a core module holds, after its header. */
export const addSectionItems: AddItems = (module, section, list) => {
  readers[section.name as Exclude<CoreSectionName, 'custom'>](module, section, list);
};

/** Items of a vector; `skip` moves over one entry and says how many indices it takes. */
function vector(
  kind: ItemKind,
  what: string,
  max: number,
  skip: (reader: ByteReader) => number,
  first: (module: WasmModule) => number = () => 0,
): AddItems {
  return (module, section, list) => {
    const reader = sectionReader(module, section);
    list.add('count', reader.pos);
    let index = first(module);
    for (let left = reader.count(what, max); left > 0; left--) {
      list.add(kind, reader.pos, index);
      index += skip(reader);
    }
    reader.expectEnd(`the ${section.name} section`);
  };
}

/** As `skip` of a vector of which every entry has one index. */
const one =
  (skip: (reader: ByteReader) => unknown): ((reader: ByteReader) => number) =>
  (reader) => {
    skip(reader);
    return 1;
  };

const whole =
  (kind: ItemKind, what: string): AddItems =>
  (module, section, list) => {
    list.add(kind, section.payloadStart);
    const reader = sectionReader(module, section);
    reader.u32(what);
    reader.expectEnd(`the ${section.name} section`);
  };

const readers: Readonly<Record<Exclude<CoreSectionName, 'custom'>, AddItems>> = {
  type: vector('type', 'types', MAX_ITEMS, skipTypeGroup),
  import: vector('import', 'imports', MAX_ITEMS, (reader) => readImportEntry(reader, () => {})),
  function: (module, section, list) => {
    const reader = sectionReader(module, section);
    list.add('count', reader.pos);
    if (reader.count('functions', MAX_ITEMS) > 0) list.add('function_types', reader.pos);
    // Decoding the functions checks the whole section.
    moduleFunctions(module);
  },
  table: vector('table', 'tables', MAX_SEGMENTS, one(readTable), (module) => importCounts(module).table),
  memory: vector(
    'memory',
    'memories',
    MAX_SEGMENTS,
    one(readMemoryType),
    (module) => importCounts(module).memory,
  ),
  tag: vector('tag', 'tags', MAX_ITEMS, one(readTagType), (module) => importCounts(module).tag),
  global: vector('global', 'globals', MAX_ITEMS, one(skipGlobal), (module) => importCounts(module).global),
  export: vector('export', 'exports', MAX_ITEMS, one(skipExport)),
  start: whole('start', 'the index of the start function'),
  data_count: whole('data_count', 'the number of data segments'),
  strings: stringItems,
  element: (module, section, list) => {
    list.add('count', section.payloadStart);
    for (const { index, start } of moduleElements(module)) list.add('element', start, index);
  },
  data: (module, section, list) => {
    list.add('count', section.payloadStart);
    for (const { index, start } of moduleData(module)) list.add('data', start, index);
  },
  code: (module, section, list) => {
    list.add('count', section.payloadStart);
    const { imported, entryStart } = moduleFunctions(module);
    for (let defined = 0; defined < entryStart.length; defined++) {
      list.add('code', entryStart[defined] as number, imported + defined);
    }
  },
};

/** Zero, then the strings that string.const names, in WTF-8 (stringref proposal, Overview.md, "Binary encoding"). */
function stringItems(module: WasmModule, section: Section, list: ItemList): void {
  list.add('count', section.payloadStart);
  const reader = sectionReader(module, section);
  reader.kind('form of the strings', 1);
  const count = reader.count('strings', MAX_ITEMS);
  for (let index = 0; index < count; index++) {
    list.add('string', reader.pos, index);
    reader.skip(reader.u32('the length of a string'), 'a string');
  }
  reader.expectEnd('the strings section');
}

function skipGlobal(reader: ByteReader): void {
  readGlobalType(reader);
  skipConstantExpression(reader);
}

function skipExport(reader: ByteReader): void {
  reader.skipName('the name of an export');
  readExternKind(reader);
  reader.u32('the index of an export');
}
