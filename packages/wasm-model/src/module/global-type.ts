import type { ByteReader } from '../frame/byte-reader.ts';
import { readValueType } from './value-type.ts';

/** The type of a global. */
export interface GlobalType {
  /** `i32`, `funcref` … */
  readonly type: string;
  readonly mutable: boolean;
}

const MUTABLE = 1;
/** Values of the byte that says whether a global is mutable (bit 0) and shared (bit 1, shared-everything-threads proposal). */
const KNOWN = 4;

/** Reads a global type (core spec 3.0, "Global Types", 5.3.11). */
export function readGlobalType(reader: ByteReader): GlobalType {
  const type = readValueType(reader);
  return { type, mutable: (reader.kind('mutability', KNOWN) & MUTABLE) !== 0 };
}
