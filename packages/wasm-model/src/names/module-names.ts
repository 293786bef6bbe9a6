import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import { customSections, sectionReader } from '../frame/find-section.ts';
import { memoize } from '../frame/memoize.ts';
import { NameMap, readNameMap } from './name-map.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/** What the `name` section says. */
export interface ModuleNames {
  /** False when there is no `name` section at all. */
  readonly present: boolean;
  readonly module: string | undefined;
  readonly functions: NameMap;
  readonly types: NameMap;
  readonly tables: NameMap;
  readonly memories: NameMap;
  readonly globals: NameMap;
  readonly elements: NameMap;
  readonly data: NameMap;
  readonly tags: NameMap;
}

/** Name maps by subsection id (core spec 3.0, "Name Section", A.6.1; 5 to 9 by the extended-name-section proposal). */
const mapIds = {
  functions: 1,
  types: 4,
  tables: 5,
  memories: 6,
  globals: 7,
  elements: 8,
  data: 9,
  tags: 11,
} as const;

/**
 * The names of a core module. Engines ignore a malformed name section; here it is a WasmFormatError, because a check
 * that goes by names must not take a damaged section for the absence of a name. Names of locals, labels and fields
 * are passed over.
 */
export const moduleNames: (module: WasmModule) => ModuleNames = memoize((module) => {
  const [section, second] = customSections(module, 'name');
  if (second) throw new WasmFormatError(second.start, 'a second name section');
  const subsections = new Map<number, ByteReader>();
  if (section) {
    const reader = sectionReader(module, section);
    while (reader.left > 0) {
      const id = reader.u8('the id of a name subsection');
      if (subsections.has(id)) reader.fail(`a second name subsection ${id}`, reader.pos - 1);
      const size = reader.u32('the size of a name subsection');
      const start = reader.pos;
      reader.skip(size, 'a name subsection');
      subsections.set(id, new ByteReader(reader.bytes, start, reader.pos));
    }
  }
  const map = (id: number): NameMap => {
    const reader = subsections.get(id);
    if (reader === undefined) return NameMap.empty;
    const names = readNameMap(reader);
    reader.expectEnd('a name subsection');
    return names;
  };
  return {
    present: section !== undefined,
    module: subsections.get(0)?.name('the name of the module'),
    functions: map(mapIds.functions),
    types: map(mapIds.types),
    tables: map(mapIds.tables),
    memories: map(mapIds.memories),
    globals: map(mapIds.globals),
    elements: map(mapIds.elements),
    data: map(mapIds.data),
    tags: map(mapIds.tags),
  };
});
