import type { WasmModule } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { readConstantExpression } from '../code/constant-expression.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { MAX_SEGMENTS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';
import { Opcode } from '../code/opcodes.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/** A data segment; ranges are absolute in the file. */
export interface DataSegment {
  readonly index: number;
  readonly mode: 'active' | 'passive';
  /** The memory an active segment is copied to; 0 for a passive one. */
  readonly memory: number;
  /** The address of an active segment, when it is a constant; else undefined. */
  readonly address: number | undefined;
  /** Offset of the segment's entry. */
  readonly start: number;
  /** The content. */
  readonly payloadStart: number;
  readonly payloadEnd: number;
}

/** The data segments of a core module (core spec 3.0, "Data Section", 5.5.14). */
export const moduleData: (module: WasmModule) => readonly DataSegment[] = memoize((module) => {
  const section = findSection(module, 'data');
  const reader = section && sectionReader(module, section);
  const at = reader?.pos ?? module.end;
  const count = reader?.count('data segments', MAX_SEGMENTS) ?? 0;
  const declared = declaredCount(module) ?? count;
  if (declared !== count) {
    const problem = `expected ${declared} data segments, as the data count section says, found ${count}`;
    throw new WasmFormatError(at, problem);
  }
  const segments: DataSegment[] = [];
  if (reader === undefined) return segments;
  for (let index = 0; index < count; index++) segments.push(readSegment(reader, index));
  reader.expectEnd('the data section');
  return segments;
});

/** Bit 3 of the mode (shared-everything-threads proposal). */
const SHARED = 8;

function readSegment(reader: ByteReader, index: number): DataSegment {
  const start = reader.pos;
  const flags = reader.u32('the mode of a data segment');
  const flag = flags & ~SHARED;
  if (flag < 0 || flag > 2) reader.failUnknown(`unknown mode ${flags} of a data segment`, start);
  const memory = flag === 2 ? reader.u32('a memory index') : 0;
  const address = flag === 1 ? undefined : readAddress(reader);
  const size = reader.u32('the size of a data segment');
  const payloadStart = reader.pos;
  reader.skip(size, 'a data segment');
  const mode = flag === 1 ? 'passive' : 'active';
  return { index, mode, memory, address, start, payloadStart, payloadEnd: reader.pos };
}

/** Addresses are unsigned, constants are written signed. */
function readAddress(reader: ByteReader): number | undefined {
  const { start, value } = readConstantExpression(reader);
  if (value === undefined || value >= 0) return value;
  return value + (reader.bytes[start] === Opcode.i32Const ? 2 ** 32 : 2 ** 64);
}

function declaredCount(module: WasmModule): number | undefined {
  const section = findSection(module, 'data_count');
  if (section === undefined) return undefined;
  const reader = sectionReader(module, section);
  const count = reader.u32('the number of data segments');
  reader.expectEnd('the data count section');
  return count;
}
