import type { ByteReader } from './byte-reader.ts';
import { readReferenceType } from '../module/value-type.ts';

/** Limits of a memory (pages) or a table (elements): exact to 2^53, beyond it the nearest double. */
export interface Limits {
  readonly min: number;
  /** Undefined when there is no maximum. */
  readonly max: number | undefined;
  /** Addresses are i64 (memory64). */
  readonly is64: boolean;
  readonly shared: boolean;
}

/** A memory: `min` and `max` in pages of `pageBytes`. */
export interface MemoryType extends Limits {
  /** 65,536 unless the module sets another (custom-page-sizes proposal). */
  readonly pageBytes: number;
}

/** A table: `min` and `max` in elements. */
export interface TableType extends Limits {
  /** The reference type of its elements: `funcref`, `(ref null 3)`. */
  readonly element: string;
}

const HAS_MAX = 1;
const SHARED = 2;
const IS_64 = 4;
const PAGE_SIZE = 8;

/** Reads a memory type (core spec 3.0, "Memory Types", 5.3.12; bit 1 from the threads proposal). */
export function readMemoryType(reader: ByteReader): MemoryType {
  const start = reader.pos;
  const flags = readFlags(reader, HAS_MAX | SHARED | IS_64 | PAGE_SIZE);
  const limits = readLimits(reader, flags);
  if ((flags & PAGE_SIZE) === 0) return { ...limits, pageBytes: 65_536 };
  const exponent = reader.u32('the logarithm of a page size');
  if (exponent >= 64) reader.fail(`expected a page size below 2^64, found 2^${exponent}`, start);
  return { ...limits, pageBytes: 2 ** exponent };
}

/** Reads a table type ("Table Types", 5.3.13). */
export function readTableType(reader: ByteReader): TableType {
  const element = readReferenceType(reader);
  return { element, ...readLimits(reader, readFlags(reader, HAS_MAX | SHARED | IS_64)) };
}

function readFlags(reader: ByteReader, known: number): number {
  const flags = reader.u8('limits');
  if ((flags & ~known) !== 0) reader.failUnknown(`unknown limits 0x${flags.toString(16)}`, reader.pos - 1);
  return flags;
}

function readLimits(reader: ByteReader, flags: number): Limits {
  const min = reader.u64('a minimum');
  const max = (flags & HAS_MAX) === 0 ? undefined : reader.u64('a maximum');
  return { min, max, is64: (flags & IS_64) !== 0, shared: (flags & SHARED) !== 0 };
}
