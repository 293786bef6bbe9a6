import type { ByteReader } from '../frame/byte-reader.ts';

/** Value and storage types of one byte (core spec 3.0, "Types", 5.3), by their byte. */
const simpleTypes = new Map<number, string>([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
]);

const packedTypes = new Map<number, string>([
  [0x78, 'i8'],
  [0x77, 'i16'],
]);

/** Abstract heap types, by their byte; as a value type each is `(ref null …)`, written `…ref`. */
const heapTypes = new Map<number, string>([
  [0x69, 'exn'],
  [0x6a, 'array'],
  [0x6b, 'struct'],
  [0x6c, 'i31'],
  [0x6d, 'eq'],
  [0x6e, 'any'],
  [0x6f, 'extern'],
  [0x70, 'func'],
  [0x71, 'none'],
  [0x72, 'noextern'],
  [0x73, 'nofunc'],
  [0x74, 'noexn'],
]);

/** How a type index inside a type is written; the default is the number itself. */
export type WriteIndex = (index: number) => string;

const plainIndex: WriteIndex = (index) => String(index);

/** Reads a value type and returns its text: `i32`, `funcref`, `(ref null 3)`. */
export function readValueType(reader: ByteReader, write: WriteIndex = plainIndex): string {
  const start = reader.pos;
  const byte = reader.u8('a value type');
  const simple = simpleTypes.get(byte);
  if (simple !== undefined) return simple;
  return (
    readReferenceAfter(reader, byte, write) ?? reader.fail(`unknown value type 0x${byte.toString(16)}`, start)
  );
}

/** Reads a reference type: `funcref`, `(ref 3)`. */
export function readReferenceType(reader: ByteReader, write: WriteIndex = plainIndex): string {
  const start = reader.pos;
  const byte = reader.u8('a reference type');
  return (
    readReferenceAfter(reader, byte, write) ??
    reader.fail(`unknown reference type 0x${byte.toString(16)}`, start)
  );
}

/** Reads the type of a struct field or array element, which may be packed. */
export function readStorageType(reader: ByteReader, write: WriteIndex): string {
  const packed = reader.left > 0 ? packedTypes.get(reader.bytes[reader.pos] as number) : undefined;
  if (packed === undefined) return readValueType(reader, write);
  reader.pos++;
  return packed;
}

/** Reads a heap type: an index is not negative, `-1` stands for every abstract one. */
export function readHeapTypeIndex(reader: ByteReader): number {
  const start = reader.pos;
  const value = reader.s33('a heap type');
  if (value >= 0) return value;
  if (reader.pos === start + 1 && heapTypes.has(value + 0x80)) return -1;
  return reader.fail(`unknown heap type ${value}`, start);
}

function readReferenceAfter(reader: ByteReader, byte: number, write: WriteIndex): string | undefined {
  const abstract = heapTypes.get(byte);
  if (abstract !== undefined) return `${abstract}ref`;
  if (byte !== 0x63 && byte !== 0x64) return undefined;
  const at = reader.pos;
  const index = readHeapTypeIndex(reader);
  const heap = index >= 0 ? write(index) : heapTypes.get(reader.bytes[at] as number);
  return byte === 0x63 ? `(ref null ${heap})` : `(ref ${heap})`;
}
