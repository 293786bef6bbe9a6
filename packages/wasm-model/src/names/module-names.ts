import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import { customSections, sectionReader } from '../frame/find-section.ts';
import { memoize } from '../frame/memoize.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';
import type { NameMap } from './name-map.ts';
import { readNameMap } from './name-map.ts';

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
  /**
   * What could not be read, with its offset; null when everything was. The names before it are there: engines ignore a
   * damaged name section, but for a check that goes by names, one that is not there then proves nothing.
   */
  readonly problem: string | null;
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
 * The names of a core module; never throws. A second name section, or a subsection that comes twice, is read like the
 * first. Names of locals, labels and fields are passed over.
 */
export const moduleNames: (module: WasmModule) => ModuleNames = memoize((module) => {
  const sections = customSections(module, 'name');
  const subsections = new Map<number, ByteReader[]>();
  const problems: (WasmFormatError | null)[] = [];
  for (const section of sections) {
    problems.push(tolerate(() => readSubsections(sectionReader(module, section), subsections)));
  }
  const map = (id: number): NameMap => {
    const names = readNameMap(module.bytes, subsections.get(id) ?? []);
    problems.push(names.problem);
    return names;
  };
  let own: string | undefined;
  problems.push(tolerate(() => (own = subsections.get(0)?.[0]?.name('the name of the module'))));
  return {
    present: sections.length > 0,
    module: own,
    functions: map(mapIds.functions),
    types: map(mapIds.types),
    tables: map(mapIds.tables),
    memories: map(mapIds.memories),
    globals: map(mapIds.globals),
    elements: map(mapIds.elements),
    data: map(mapIds.data),
    tags: map(mapIds.tags),
    problem: problems.find((problem) => problem !== null)?.message ?? null,
  };
});

function readSubsections(reader: ByteReader, subsections: Map<number, ByteReader[]>): void {
  while (reader.left > 0) {
    const id = reader.u8('the id of a name subsection');
    const size = reader.u32('the size of a name subsection');
    const start = reader.pos;
    reader.skip(size, 'a name subsection');
    const ofId = subsections.get(id) ?? [];
    subsections.set(id, ofId);
    ofId.push(new ByteReader(reader.bytes, start, reader.pos));
  }
}

/** What a reading fails on; null when it succeeds. */
function tolerate(read: () => unknown): WasmFormatError | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof WasmFormatError) return error;
    throw error;
  }
}
