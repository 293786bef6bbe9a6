import type { ByteReader } from '../frame/byte-reader.ts';

/** Bytes of the primitive value types, from `bool` to `string` (component-model Binary.md, "Type Definitions"). */
const [STRING, BOOL] = [0x73, 0x7f];
const ERROR_CONTEXT = 0x64;

const isPrimitive = (byte: number): boolean => (byte >= STRING && byte <= BOOL) || byte === ERROR_CONTEXT;

/** Moves over a value type: a primitive one, or the index of a type. */
export function skipValueType(reader: ByteReader): void {
  const start = reader.pos;
  const value = reader.s33('a value type');
  if (value >= 0 || (reader.pos === start + 1 && isPrimitive(value + 0x80))) return;
  reader.failUnknown(`unknown value type ${value}`, start);
}

/** Moves over what may be left out: 0, or 1 and the thing itself. */
export function skipOptional(reader: ByteReader, what: string, skip: (reader: ByteReader) => void): void {
  if (reader.kind(`whether ${what} follows`, 2) === 1) skip(reader);
}

/** Moves over a vector. */
export function skipVector(reader: ByteReader, what: string, skip: (reader: ByteReader) => void): void {
  for (let left = reader.count(what); left > 0; left--) skip(reader);
}

/** Moves over an index. */
export const skipIndex = (reader: ByteReader): void => void reader.u32('an index');

/** Moves over a label and the value type of what it names. */
function skipLabelled(reader: ByteReader): void {
  skipLabel(reader);
  skipValueType(reader);
}

const skipLabel = (reader: ByteReader): void => void reader.skipName('a label');

function skipCase(reader: ByteReader): void {
  skipLabel(reader);
  skipOptional(reader, 'a value type', skipValueType);
  reader.kind('end of a case', 1);
}

const optionalValue = (reader: ByteReader): void => skipOptional(reader, 'a value type', skipValueType);

/** What follows the byte of a defined value type, by that byte ("Type Definitions", defvaltype). */
const definedTypes = new Map<number, (reader: ByteReader) => void>([
  [0x72, (reader) => skipVector(reader, 'fields', skipLabelled)],
  [0x71, (reader) => skipVector(reader, 'cases', skipCase)],
  [0x70, skipValueType],
  [0x6f, (reader) => skipVector(reader, 'value types', skipValueType)],
  [0x6e, (reader) => skipVector(reader, 'flags', skipLabel)],
  [0x6d, (reader) => skipVector(reader, 'cases', skipLabel)],
  [0x6b, skipValueType],
  [
    0x6a,
    (reader) => {
      optionalValue(reader);
      optionalValue(reader);
    },
  ],
  [0x69, skipIndex],
  [0x68, skipIndex],
  [
    0x67,
    (reader) => {
      skipValueType(reader);
      reader.u32('the length of a list');
    },
  ],
  [0x66, optionalValue],
  [0x65, optionalValue],
  [
    0x63,
    (reader) => {
      skipValueType(reader);
      skipValueType(reader);
    },
  ],
]);

/** Moves over a defined value type, whose first byte was read. */
export function skipDefinedType(reader: ByteReader, first: number): void {
  if (isPrimitive(first)) return;
  const skip = definedTypes.get(first);
  if (skip === undefined)
    reader.failUnknown(`unknown type 0x${first.toString(16)} of a component`, reader.pos - 1);
  skip(reader);
}

/** Moves over the parameters and the result of a function type. */
export function skipFunctionType(reader: ByteReader): void {
  skipVector(reader, 'parameters', skipLabelled);
  skipResult(reader);
}

/** Moves over a result: 0 and its type, or 1 and 0. */
export function skipResult(reader: ByteReader): void {
  if (reader.kind('result', 2) === 0) skipValueType(reader);
  else reader.kind('number of results', 1);
}
