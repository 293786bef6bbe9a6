import type { ByteReader } from '../frame/byte-reader.ts';
import { readValueType } from './value-type.ts';

/** The type of a global. */
export interface GlobalType {
  /** `i32`, `funcref` … */
  readonly type: string;
  readonly mutable: boolean;
}

/** Reads a global type (core spec 3.0, "Global Types", 5.3.11). */
export function readGlobalType(reader: ByteReader): GlobalType {
  const type = readValueType(reader);
  const mutable = reader.u8('mutability');
  if (mutable > 1) reader.fail(`expected mutability 0 or 1, found ${mutable}`, reader.pos - 1);
  return { type, mutable: mutable === 1 };
}
