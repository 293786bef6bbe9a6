import { ByteReader } from '../frame/byte-reader.ts';
import type { GrowableArray } from '../frame/growable-array.ts';
import { FIRST_PREFIX, Immediate, plainImmediates, prefixedImmediates } from './immediates.ts';
import { readHeapTypeIndex, readValueType } from '../module/value-type.ts';

/** The one opcode that no proposal may take (core spec, test/core/binary.wast). */
const NEVER = 0xff;

/** How scan moves over an instruction: those of a fixed length by that many bytes. */
const Quick = {
  no: 0,
  plain: 1,
  number: 2,
  memory: 3,
  block: 4,
  end: 6,
  fourBytes: 5,
  eightBytes: 9,
} as const;

/** Alignments are below 16; bits 4 to 6 of the same byte are flags. */
const LARGEST_ALIGNMENT = 0x0f;

/** Opcode and eight bytes. */
const LONGEST_QUICK = 9;

/** Block types of one byte: none, and from v128 to i32. */
const NO_RESULT = 0x40;
const V128 = 0x7b;
const I32 = 0x7f;

const quickKinds: Readonly<Record<number, number>> = {
  [Immediate.none]: Quick.plain,
  [Immediate.else]: Quick.plain,
  [Immediate.fourBytes]: Quick.fourBytes,
  [Immediate.eightBytes]: Quick.eightBytes,
  [Immediate.index]: Quick.number,
  [Immediate.i32]: Quick.number,
  [Immediate.i64]: Quick.number,
  [Immediate.memory]: Quick.memory,
  [Immediate.block]: Quick.block,
  [Immediate.end]: Quick.end,
};
const quickImmediates = plainImmediates.map((kind) => quickKinds[kind] ?? Quick.no);

/**
 * Walks the instructions of one expression: a function body after its locals, or a constant expression. `next` moves
 * to an instruction and leaves it in the fields, so that nothing is allocated per instruction.
 *
 * Covers core spec 3.0 ("Instructions", 5.4), legacy exception handling and the proposals that immediates.ts names. Any
 * other opcode, flag or kind is a WasmFormatError with its offset that says isUnknown.
 */
export class InstructionCursor {
  /** Offset of the opcode. */
  offset = 0;
  /** The opcode; for a prefixed one `prefix << 16 | opcode`, as 0xfd000c for v128.const. */
  opcode = 0;
  /** The first index (function, type, label, local, global, table …), the i32 constant or the memory; else 0. */
  first = 0;
  /** The second index: the table of call_indirect, the field of struct.get …; else 0. */
  second = 0;
  /** Blocks open after this instruction; 0 once the last `end` was read. */
  depth = 1;
  readonly #reader: ByteReader;

  /** `reader` stands on the first instruction and is moved along. */
  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** Moves to the next instruction; false after the `end` that closes the expression. */
  next(): boolean {
    if (this.depth === 0) return false;
    const reader = this.#reader;
    this.offset = reader.pos;
    this.first = 0;
    this.second = 0;
    let opcode = reader.u8('an instruction');
    let kind: number;
    if (opcode < FIRST_PREFIX || opcode === 0xff) {
      kind = plainImmediates[opcode] as number;
    } else {
      const sub = reader.u32('an opcode after its prefix');
      const kinds = prefixedImmediates[opcode - FIRST_PREFIX] as Uint8Array;
      kind = sub < kinds.length ? (kinds[sub] as number) : Immediate.unknown;
      if (kind === Immediate.unknown) {
        reader.failUnknown(`unknown opcode 0x${opcode.toString(16)} 0x${sub.toString(16)}`, this.offset);
      }
      opcode = (opcode << 16) | sub;
    }
    this.opcode = opcode;
    if (kind !== Immediate.none) this.#readImmediates(reader, kind);
    return true;
  }

  /** Reads the instruction at an offset that `scan` found; `depth` says nothing then. */
  readAt(offset: number): void {
    this.#reader.pos = offset;
    this.depth = 1;
    this.next();
  }

  /**
   * Moves behind the `end` that closes the expression, and adds to `offsets` those of the instructions whose first byte `wanted`
   * marks with 1, by 256 bytes. Most instructions are moved over here, without a call and without writing a field: whatever is
   * long, rare or near the end of the bytes is read by `next`, so that this refuses what that refuses.
   */
  scan(wanted: Uint8Array, offsets: GrowableArray): void {
    const reader = this.#reader;
    const { bytes, end } = reader;
    let { pos } = reader;
    let { depth } = this;
    for (;;) {
      while (depth > 0 && pos + LONGEST_QUICK <= end) {
        const opcode = bytes[pos] as number;
        const quick = quickImmediates[opcode] as number;
        let at = pos + 1;
        if (quick === Quick.number || quick === Quick.memory) {
          if (quick === Quick.memory && (bytes[at++] as number) > LARGEST_ALIGNMENT) break;
          if ((bytes[at++] as number) >= 0x80) {
            // Four bytes are 28 bits: in range whatever the type.
            const last = at + 2;
            while (at < last && (bytes[at] as number) >= 0x80) at++;
            if ((bytes[at++] as number) >= 0x80) break;
          }
        } else if (quick === Quick.block) {
          const type = bytes[at++] as number;
          if (type !== NO_RESULT && (type < V128 || type > I32)) break;
          depth++;
        } else if (quick === Quick.end) {
          depth--;
        } else if (quick === Quick.no) {
          break;
        } else {
          at = pos + quick;
        }
        if (wanted[opcode] === 1) offsets.push(pos);
        pos = at;
      }
      reader.pos = pos;
      this.depth = depth;
      if (!this.next()) return;
      if (wanted[bytes[pos] as number] === 1) offsets.push(pos);
      pos = reader.pos;
      depth = this.depth;
    }
  }

  #readImmediates(reader: ByteReader, kind: number): void {
    switch (kind) {
      case Immediate.index:
        this.first = reader.u32('an index');
        return;
      case Immediate.i32:
        this.first = reader.s32('an i32 constant');
        return;
      case Immediate.memory:
        this.#readMemoryArgument(reader, kind);
        return;
      case Immediate.end:
      case Immediate.delegate:
        if (kind === Immediate.delegate) this.first = reader.u32('a label');
        this.depth--;
        return;
      case Immediate.block:
        this.depth++;
        readBlockType(reader);
        return;
      case Immediate.else:
        return;
      case Immediate.twoIndices:
        this.first = reader.u32('an index');
        this.second = reader.u32('an index');
        return;
      case Immediate.branchTable:
        for (let left = reader.count('labels'); left >= 0; left--) reader.u32('a label');
        return;
      case Immediate.i64:
        reader.s64('an i64 constant');
        return;
      case Immediate.fourBytes:
        reader.skip(4, 'a constant');
        return;
      case Immediate.eightBytes:
        reader.skip(8, 'a constant');
        return;
      case Immediate.sixteenBytes:
        reader.skip(16, 'a vector constant');
        return;
      case Immediate.byte:
        reader.u8('a lane');
        return;
      case Immediate.memoryLane:
        this.#readMemoryArgument(reader, kind);
        reader.u8('a lane');
        return;
      default:
        this.#readRareImmediates(reader, kind);
    }
  }

  #readRareImmediates(reader: ByteReader, kind: number): void {
    switch (kind) {
      case Immediate.valueTypes:
        for (let left = reader.count('value types'); left > 0; left--) readValueType(reader);
        return;
      case Immediate.heapType:
        this.first = Math.max(0, readHeapTypeIndex(reader));
        return;
      case Immediate.castBranch:
        reader.kind('cast flags', 4);
        this.first = reader.u32('a label');
        readHeapTypeIndex(reader);
        readHeapTypeIndex(reader);
        return;
      case Immediate.tryTable:
        this.depth++;
        readBlockType(reader);
        for (let left = reader.count('catch clauses'); left > 0; left--) readCatch(reader);
        return;
      case Immediate.atomic:
      case Immediate.atomicUpdate:
        this.#readMemoryArgument(reader, kind);
        return;
      case Immediate.resume:
      case Immediate.resumeThrow:
        this.first = reader.u32('a type index');
        if (kind === Immediate.resumeThrow) this.second = reader.u32('a tag index');
        for (let left = reader.count('handlers'); left > 0; left--) readHandler(reader);
        return;
      default:
        this.#readOrdered(reader, kind);
    }
  }

  #readOrdered(reader: ByteReader, kind: number): void {
    switch (kind) {
      case Immediate.ordering:
        readOrdering(reader, false);
        return;
      case Immediate.orderedIndex:
      case Immediate.orderedIndexUpdate:
        readOrdering(reader, kind === Immediate.orderedIndexUpdate);
        this.first = reader.u32('an index');
        return;
      case Immediate.orderedIndices:
      case Immediate.orderedIndicesUpdate:
        readOrdering(reader, kind === Immediate.orderedIndicesUpdate);
        this.first = reader.u32('an index');
        this.second = reader.u32('an index');
        return;
      default:
        if (this.opcode === NEVER) reader.fail('illegal opcode 0xff', this.offset);
        reader.failUnknown(`unknown opcode 0x${this.opcode.toString(16)}`, this.offset);
    }
  }

  /**
   * Flags beside the alignment: bit 6 says that a memory index follows ("Memory Instructions", 5.4.5), bit 4 of an atomic
   * access that its ordering does (relaxed-atomics), bit 5 of a plain one that it accesses an array, whose type comes
   * last (multibyte-array-access).
   */
  #readMemoryArgument(reader: ByteReader, kind: number): void {
    const start = reader.pos;
    const flags = reader.u32('an alignment');
    const isAtomic = kind === Immediate.atomic || kind === Immediate.atomicUpdate;
    const isArray = kind === Immediate.memory && (flags & ARRAY) !== 0 && this.opcode < FIRST_PREFIX;
    const known = LARGEST_ALIGNMENT | (isArray ? ARRAY : MEMORY_INDEX) | (isAtomic ? ORDERING : 0);
    if ((flags & ~known) !== 0) {
      if (flags >= 2 * MEMORY_INDEX) reader.fail(`expected an alignment below 128, found ${flags}`, start);
      reader.failUnknown(`unknown flags 0x${flags.toString(16)} of a memory access`, start);
    }
    if ((flags & MEMORY_INDEX) !== 0) this.first = reader.u32('a memory index');
    if ((flags & ORDERING) !== 0) readOrdering(reader, kind === Immediate.atomicUpdate);
    reader.u64('an offset');
    if (isArray) reader.u32('an array type');
  }
}

/** Flags in the alignment of a memory access. */
const ORDERING = 0x10;
const ARRAY = 0x20;
const MEMORY_INDEX = 0x40;

/** seqcst, acqrel (shared-everything-threads) and relaxed (relaxed-atomics). */
const ORDERINGS = 3;

/** An instruction that reads and writes has two: bits 0 to 3 for the read, 4 to 7 for the write. */
function readOrdering(reader: ByteReader, isUpdate: boolean): void {
  const byte = reader.u8('an ordering');
  const [read, write] = [byte & 0x0f, byte >>> 4];
  if (read < ORDERINGS && write < (isUpdate ? ORDERINGS : 1)) return;
  reader.failUnknown(`unknown ordering 0x${byte.toString(16)}`, reader.pos - 1);
}

/** stack-switching, Explainer.md, "Instructions". */
function readHandler(reader: ByteReader): void {
  const kind = reader.kind('handler', 2);
  reader.u32('a tag index');
  if (kind === 0) reader.u32('a label');
}

/** 0x40, a value type, or a type index as a non-negative s33 ("Control Instructions", 5.4.2). */
function readBlockType(reader: ByteReader): void {
  const start = reader.pos;
  const byte = reader.u8('a block type');
  if (byte === 0x40) return;
  reader.pos = start;
  // Single bytes with bit 6 set are the negative ones: value types.
  if (byte >= 0x40 && byte < 0x80) readValueType(reader);
  else if (reader.s33('a block type') < 0)
    reader.fail('expected a block type, found a negative index', start);
}

function readCatch(reader: ByteReader): void {
  const kind = reader.kind('catch clause', 4);
  if (kind <= 1) reader.u32('a tag index');
  reader.u32('a label');
}
