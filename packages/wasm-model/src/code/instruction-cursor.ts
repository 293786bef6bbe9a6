import { ByteReader } from '../frame/byte-reader.ts';
import { FIRST_PREFIX, Immediate, plainImmediates, prefixedImmediates } from './immediates.ts';
import { readHeapTypeIndex, readValueType } from '../module/value-type.ts';

/** How nextOf moves over an instruction. */
const Quick = { no: 0, plain: 1, number: 2, memory: 3, block: 4, end: 5 } as const;

/** Opcode, alignment and an offset of four bytes. */
const LONGEST_QUICK = 6;

const quickKinds: Readonly<Record<number, number>> = {
  [Immediate.none]: Quick.plain,
  [Immediate.else]: Quick.plain,
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
 * Covers core spec 3.0 ("Instructions", 5.4), the threads proposal and legacy exception handling; any other opcode is
 * a WasmFormatError with its offset.
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
        reader.fail(`unknown opcode 0x${opcode.toString(16)} 0x${sub.toString(16)}`, this.offset);
      }
      opcode = (opcode << 16) | sub;
    }
    this.opcode = opcode;
    if (kind !== Immediate.none) this.#readImmediates(reader, kind);
    return true;
  }

  /**
   * Moves to the next instruction whose first byte `wanted` marks with 1, by 256 bytes; false when the expression ends
   * before. Most instructions are moved over here, without a call and without writing a field: whatever is long, rare or
   * near the end of the bytes is read by `next`, so that this refuses what that refuses.
   */
  nextOf(wanted: Uint8Array): boolean {
    const reader = this.#reader;
    const { bytes, end } = reader;
    let { pos } = reader;
    let { depth } = this;
    for (;;) {
      while (depth > 0 && pos + LONGEST_QUICK <= end) {
        const opcode = bytes[pos] as number;
        const quick = wanted[opcode] === 1 ? Quick.no : quickImmediates[opcode];
        let at = pos + 1;
        if (quick === Quick.number || quick === Quick.memory) {
          if (quick === Quick.memory && (bytes[at++] as number) >= 0x40) break;
          // Four bytes are 28 bits: in range whatever the type.
          const last = at + 3;
          while (at < last && (bytes[at] as number) >= 0x80) at++;
          if ((bytes[at++] as number) >= 0x80) break;
        } else if (quick === Quick.block) {
          if (bytes[at++] !== 0x40) break;
          depth++;
        } else if (quick === Quick.end) {
          depth--;
        } else if (quick === Quick.no) {
          break;
        }
        pos = at;
      }
      reader.pos = pos;
      this.depth = depth;
      if (!this.next()) return false;
      if (wanted[bytes[this.offset] as number] === 1) return true;
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
        this.#readMemoryArgument(reader);
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
        this.#readMemoryArgument(reader);
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
        if (reader.u8('cast flags') > 3) reader.fail('expected cast flags of 0 to 3', reader.pos - 1);
        this.first = reader.u32('a label');
        readHeapTypeIndex(reader);
        readHeapTypeIndex(reader);
        return;
      case Immediate.tryTable:
        this.depth++;
        readBlockType(reader);
        for (let left = reader.count('catch clauses'); left > 0; left--) readCatch(reader);
        return;
      case Immediate.zeroByte:
        if (reader.u8('a zero byte') !== 0) reader.fail('expected a zero byte', reader.pos - 1);
        return;
      default:
        reader.fail(`unknown opcode 0x${this.opcode.toString(16)}`, this.offset);
    }
  }

  /** Bit 6 of the alignment says that a memory index follows ("Memory Instructions", 5.4.5). */
  #readMemoryArgument(reader: ByteReader): void {
    const start = reader.pos;
    const align = reader.u32('an alignment');
    if (align >= 0x80) reader.fail(`expected an alignment below 128, found ${align}`, start);
    if (align >= 0x40) this.first = reader.u32('a memory index');
    reader.u64('an offset');
  }
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
  const kind = reader.u8('a catch clause');
  if (kind > 3) reader.fail(`unknown catch clause ${kind}`, reader.pos - 1);
  if (kind <= 1) reader.u32('a tag index');
  reader.u32('a label');
}
