import type { Section, WasmBinary, WasmModule } from './binary.ts';
import { ByteReader } from './byte-reader.ts';
import { ItemList } from './item-list.ts';
import type { ItemTable } from './item-table.ts';
import { memoize } from './memoize.ts';
import { addSectionItems } from '../module/module-items.ts';
import { nestedPaths } from '../graph/partition.ts';

/** The items of a binary and where it stands. */
export interface BinaryItems {
  /** `module`, or as in `component / component 1 / core module 0`. */
  readonly path: string;
  readonly items: ItemTable;
}

/**
 * Every byte of a binary, each in exactly one item (see ItemTable). WasmFormatError when a section of a core module is
 * malformed; a custom section never is: its content is one item then.
 */
export const binaryItems: (binary: WasmBinary) => ItemTable = memoize((binary) => {
  const list = new ItemList();
  list.add('preamble', binary.start);
  for (const [position, section] of binary.sections.entries()) {
    list.add('section_header', section.start);
    if (section.customName !== undefined) addCustom(binary, section, list);
    else if (section.nested) list.add('nested', section.payloadStart, position);
    else if (binary.kind === 'module') addSectionItems(binary satisfies WasmModule, section, list);
    else if (section.payloadEnd > section.payloadStart) list.add('component_section', section.payloadStart);
  }
  return list.finish(binary);
});

/**
 * The items of a binary and of every binary nested in it, outermost first, then in file order. The bytes of all items
 * but the `nested` ones sum to the file.
 */
export function itemsByBinary(binary: WasmBinary): BinaryItems[] {
  const found: BinaryItems[] = [];
  collect(binary, binary.kind, found);
  return found;
}

function collect(binary: WasmBinary, path: string, found: BinaryItems[]): void {
  found.push({ path, items: binaryItems(binary) });
  const paths = nestedPaths(binary, path);
  for (const section of binary.sections) {
    if (section.nested) collect(section.nested, paths.get(section) ?? path, found);
  }
}

/** Subsections are `id size content` in both name sections (core spec, A.6.1; component-model Binary.md). */
function addCustom(binary: WasmBinary, section: Section, list: ItemList): void {
  const { contentStart, payloadStart, payloadEnd } = section;
  list.add('custom_name', payloadStart);
  let at = contentStart;
  const names = binary.kind === 'module' ? 'name' : 'component-name';
  let next = section.customName === names ? subsectionEnd(binary.bytes, at, payloadEnd) : undefined;
  while (next !== undefined) {
    list.add('name_subsection', at, binary.bytes[at] as number);
    at = next;
    next = subsectionEnd(binary.bytes, at, payloadEnd);
  }
  if (at < payloadEnd) list.add('custom', at);
}

/** The end of the name subsection at `start`, or undefined when there is none that fits. */
function subsectionEnd(bytes: Uint8Array, start: number, end: number): number | undefined {
  const reader = new ByteReader(bytes, start + 1, end);
  let size = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    if (reader.left <= 0) return undefined;
    const byte = reader.u8('the size of a name subsection');
    size += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return size <= reader.left ? reader.pos + size : undefined;
  }
  return undefined;
}
