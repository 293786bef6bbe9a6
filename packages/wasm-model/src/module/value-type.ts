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

/**
 * Abstract heap types, by their byte; as a value type each is `(ref null …)`, written `…ref`. Beyond the specification: cont
 * and nocont of stack switching, string of stringref, waitqueue and nowaitqueue of shared-everything-threads.
 */
const heapTypes = new Map<number, string>([
  [0x5b, 'nowaitqueue'],
  [0x5c, 'waitqueue'],
  [0x67, 'string'],
  [0x68, 'cont'],
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
  [0x75, 'nocont'],
]);

const REF = 0x64;
const REF_NULL = 0x63;
/** Before an index: exactly that type (custom-descriptors proposal). */
const EXACT = 0x62;
/** Before an abstract heap type: its shared form (shared-everything-threads proposal). */
const SHARED = 0x65;

/** How a type index inside a type is written; the default is the number itself. */
export type WriteIndex = (index: number) => string;

const plainIndex: WriteIndex = (index) => String(index);

/** Reads a value type and returns its text: `i32`, `funcref`, `(ref null 3)`. */
export function readValueType(reader: ByteReader, write: WriteIndex = plainIndex): string {
  return readType(reader, 'value type', simpleTypes, write);
}

const noSimpleTypes = new Map<number, string>();

/** Reads a reference type: `funcref`, `(ref 3)`. */
export function readReferenceType(reader: ByteReader, write: WriteIndex = plainIndex): string {
  return readType(reader, 'reference type', noSimpleTypes, write);
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
  const first = reader.left > 0 ? reader.bytes[start] : undefined;
  if (first === EXACT) {
    reader.pos++;
    return reader.u32('a type index');
  }
  if (first === SHARED) reader.pos++;
  const at = reader.pos;
  const value = reader.s33('a heap type');
  if (value >= 0 && first !== SHARED) return value;
  if (reader.pos === at + 1 && heapTypes.has(value + 0x80)) return -1;
  return reader.failUnknown(`unknown heap type ${value}`, start);
}

function readType(
  reader: ByteReader,
  what: string,
  simple: ReadonlyMap<number, string>,
  write: WriteIndex,
): string {
  const start = reader.pos;
  const byte = reader.u8(`a ${what}`);
  const short = simple.get(byte);
  if (short !== undefined) return short;
  const abstract = heapTypes.get(byte);
  if (abstract !== undefined) return `${abstract}ref`;
  if (byte === REF || byte === REF_NULL) {
    const heap = readHeapType(reader, write);
    return byte === REF_NULL ? `(ref null ${heap})` : `(ref ${heap})`;
  }
  if (byte !== SHARED) return reader.failUnknown(`unknown ${what} 0x${byte.toString(16)}`, start);
  reader.pos = start;
  return `(ref null ${readHeapType(reader, write)})`;
}

function readHeapType(reader: ByteReader, write: WriteIndex): string {
  const [first, second] = reader.bytes.subarray(reader.pos, reader.pos + 2);
  const index = readHeapTypeIndex(reader);
  if (index >= 0) return first === EXACT ? `(exact ${write(index)})` : write(index);
  return first === SHARED
    ? `(shared ${heapTypes.get(second as number)})`
    : (heapTypes.get(first as number) as string);
}
