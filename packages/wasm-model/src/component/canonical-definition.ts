import type { ByteReader } from '../frame/byte-reader.ts';
import { skipIndex, skipResult, skipVector } from './component-value-type.ts';
import { readValueType } from '../module/value-type.ts';

type Skip = (reader: ByteReader) => void;

const flag: Skip = (reader) => void reader.kind('boolean', 2);
const options: Skip = (reader) => skipVector(reader, 'options', skipOption);
/** The sort of what is lifted or lowered: a function. */
const func: Skip = (reader) => void reader.kind('sort that is lifted or lowered', 1);
const coreType: Skip = (reader) => void readValueType(reader);
const index = skipIndex;

/** Options by their byte; 8 and 9 are those that wasm-tools has for reference types. */
const OPTIONS = 10;
const withIndex: ReadonlySet<number> = new Set([3, 4, 5, 7, 8]);

function skipOption(reader: ByteReader): void {
  if (withIndex.has(reader.kind('option', OPTIONS))) index(reader);
}

/** What follows the byte of a canonical definition, by that byte (component-model Binary.md, "Canonical Definitions"). */
const definitions: Readonly<Record<number, readonly Skip[]>> = {
  0x00: [func, index, options, index],
  0x01: [func, index, options],
  0x02: [index],
  0x03: [index],
  0x04: [index],
  0x05: [],
  0x06: [flag],
  0x09: [skipResult, options],
  0x0a: [coreType, index],
  0x0b: [coreType, index],
  0x0c: [flag],
  0x0d: [],
  0x0e: [index],
  0x0f: [index, options],
  0x10: [index, options],
  0x11: [index, flag],
  0x12: [index, flag],
  0x13: [index],
  0x14: [index],
  0x15: [index],
  0x16: [index, options],
  0x17: [index, options],
  0x18: [index, flag],
  0x19: [index, flag],
  0x1a: [index],
  0x1b: [index],
  0x1c: [options],
  0x1d: [options],
  0x1e: [],
  0x1f: [],
  0x20: [flag, index],
  0x21: [flag, index],
  0x22: [],
  0x23: [],
  0x24: [],
  0x25: [],
  0x26: [],
  0x27: [index, index],
  0x28: [],
  0x29: [flag],
  0x2a: [flag],
  0x2b: [flag],
  0x2c: [flag],
  0x2d: [flag],
  0x40: [flag, index],
  0x41: [flag, index, index],
  0x42: [flag],
};

/** Moves over a canonical definition. */
export function skipCanonical(reader: ByteReader): void {
  const kind = reader.u8('a canonical definition');
  const parts = definitions[kind];
  if (parts === undefined)
    reader.failUnknown(`unknown canonical definition 0x${kind.toString(16)}`, reader.pos - 1);
  for (const skip of parts) skip(reader);
}
