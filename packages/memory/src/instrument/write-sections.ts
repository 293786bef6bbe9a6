import { findSection, sectionBytes, type CoreSectionName, type WasmModule } from '@wasmgate/wasm-model';
import { ByteWriter } from './byte-writer.ts';

/** Entries that are written behind those that a section has; `own`: in the place of those, as many. */
interface Addition {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly own?: Uint8Array;
}

/** Sections in their order, by id (core spec 3.0, "Modules", 5.5.17). */
const ORDER: readonly (readonly [name: CoreSectionName, id: number])[] = [
  ['type', 1],
  ['import', 2],
  ['function', 3],
  ['table', 4],
  ['memory', 5],
  ['tag', 13],
  ['strings', 14],
  ['global', 6],
  ['export', 7],
  ['start', 8],
  ['element', 9],
  ['data_count', 12],
  ['code', 10],
  ['data', 11],
];

const PREAMBLE_BYTES = 8;

/** A module with more in some of its sections, and without custom sections: names of what moved would lie. */
export function writeSections(
  module: WasmModule,
  additions: Readonly<Partial<Record<CoreSectionName, Addition>>>,
): Uint8Array {
  const writer = new ByteWriter(2 * (module.end - module.start));
  writer.bytes(module.bytes.subarray(module.start, module.start + PREAMBLE_BYTES));
  for (const [name, id] of ORDER) {
    const payload = sectionBytes(module, name);
    const addition = additions[name];
    if (addition === undefined && payload === undefined) continue;
    writer.u8(id);
    if (addition === undefined) writer.sized(payload as Uint8Array);
    else writer.sized(extended(module, name, addition));
  }
  return writer.finish();
}

/** A vector is its length and its entries. */
function extended(module: WasmModule, name: CoreSectionName, { count, bytes, own }: Addition): Uint8Array {
  const section = findSection(module, name);
  const [before, at] = section === undefined ? [0, 0] : vectorStart(module, section.payloadStart);
  const entries = own ?? module.bytes.subarray(at, section?.payloadEnd ?? 0);
  return new ByteWriter(entries.length + bytes.length + 8)
    .u32(before + count)
    .bytes(entries)
    .bytes(bytes)
    .finish();
}

/** How many entries a vector has, and where they begin. */
function vectorStart({ bytes }: WasmModule, start: number): [count: number, at: number] {
  let count = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] as number;
    count |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [count, at];
  }
}
