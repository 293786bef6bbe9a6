import { WasmFormatError } from './wasm-format-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Names this short and all ASCII are cheaper to build by hand than through TextDecoder. */
const SHORT_NAME_BYTES = 96;

/**
 * A cursor over `bytes[pos, end)` that reads the values of the core spec's binary format ("Values", section 5.2).
 * Offsets are absolute in `bytes`. Every method takes `what` it expects for the message of its error, and throws
 * WasmFormatError, never anything else.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  pos: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.pos = start;
    this.end = end;
  }

  get left(): number {
    return this.end - this.pos;
  }

  fail(problem: string, offset = this.pos): never {
    throw new WasmFormatError(offset, problem);
  }

  /** As `fail`, for a kind, a flag or an opcode that nothing known gives a meaning; see WasmFormatError.isUnknown. */
  failUnknown(problem: string, offset = this.pos): never {
    throw new WasmFormatError(offset, problem, { isUnknown: true });
  }

  /** A byte of which only the values below `known` are known; `what` stands without an article. */
  kind(what: string, known: number): number {
    const byte = this.u8(what);
    if (byte >= known) this.failUnknown(`unknown ${what} ${byte}`, this.pos - 1);
    return byte;
  }

  u8(what: string): number {
    if (this.pos >= this.end) this.#ended(what);
    return this.bytes[this.pos++] as number;
  }

  /** An unsigned LEB128 of at most 32 bits in at most 5 bytes. */
  u32(what: string): number {
    if (this.pos < this.end) {
      const first = this.bytes[this.pos] as number;
      if (first < 0x80) {
        this.pos++;
        return first;
      }
    }
    const start = this.pos;
    let result = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8(what);
      if (shift === 28 && byte > 0x0f) break;
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return result >>> 0;
    }
    this.fail(`expected ${what}: an LEB128 of at most 32 bits, found a longer one`, start);
  }

  /** An unsigned LEB128 of at most 64 bits, as a number: exact to 2^53, else the nearest double. */
  u64(what: string): number {
    const start = this.pos;
    let result = 0;
    let scale = 1;
    for (let index = 0; index < 10; index++) {
      const byte = this.u8(what);
      if (index === 9 && byte > 0x01) break;
      result += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) return result;
    }
    this.fail(`expected ${what}: an LEB128 of at most 64 bits, found a longer one`, start);
  }

  /** A signed LEB128 of at most 32 bits. */
  s32(what: string): number {
    if (this.pos < this.end) {
      const first = this.bytes[this.pos] as number;
      if (first < 0x80) {
        this.pos++;
        return first < 0x40 ? first : first - 0x80;
      }
    }
    return this.#signed(32, what);
  }

  /** A signed LEB128 of at most 33 bits: block types and heap types, where indices are the non-negative ones. */
  s33(what: string): number {
    return this.#signed(33, what);
  }

  /** A signed LEB128 of at most 64 bits, as a number: exact to ±2^53, else near. */
  s64(what: string): number {
    return this.#signed(64, what);
  }

  /** Moves over `count` bytes. */
  skip(count: number, what: string): void {
    if (count > this.left) {
      this.fail(`expected ${what} of ${count} bytes, but only ${this.left} bytes are left`);
    }
    this.pos += count;
  }

  /**
   * The count of a vector ("Lists", 5.1.3). One item takes at least `itemBytes`, so a count larger than the bytes left
   * is refused before anything is allocated; `max` bounds vectors whose items become objects.
   */
  count(what: string, max = 0xffffffff, itemBytes = 1): number {
    const start = this.pos;
    const count = this.u32(`the number of ${what}`);
    if (count * itemBytes > this.left) {
      this.fail(`a vector of ${count} ${what}, but only ${this.left} bytes are left`, start);
    }
    if (count > max) this.fail(`a vector of ${count} ${what}, over the limit of ${max}`, start);
    return count;
  }

  /** A name ("Names", 5.2.4): its length in bytes, then UTF-8, which is checked. */
  name(what: string): string {
    const start = this.pos;
    const length = this.u32(`the length of ${what}`);
    if (length > this.left) {
      this.fail(`${what} of ${length} bytes, but only ${this.left} bytes are left`, start);
    }
    this.pos += length;
    return decodeUtf8(this.bytes, this.pos - length, this.pos, what);
  }

  /** Moves over a name whose UTF-8 it checks, without making a string; returns its length in bytes. */
  skipName(what: string): number {
    const start = this.pos;
    const length = this.u32(`the length of ${what}`);
    if (length > this.left) {
      this.fail(`${what} of ${length} bytes, but only ${this.left} bytes are left`, start);
    }
    this.pos += length;
    if (!isAscii(this.bytes, this.pos - length, this.pos)) {
      decodeUtf8(this.bytes, this.pos - length, this.pos, what);
    }
    return length;
  }

  /** Fails unless everything was read. */
  expectEnd(what: string): void {
    if (this.left !== 0) this.fail(`expected the end of ${what}, found ${this.left} more bytes`);
  }

  #signed(bits: 32 | 33 | 64, what: string): number {
    const start = this.pos;
    const bytes = Math.ceil(bits / 7);
    // In the last byte the bits above the type's own must repeat its sign ("Integers", 5.2.2).
    const signMask = (0x7f << (bits - 7 * (bytes - 1) - 1)) & 0x7f;
    // Kept in two halves, lest a padded negative number lose its low bits on the way.
    let low = 0;
    let high = 0;
    let scale = 1;
    for (let index = 0; index < bytes; index++) {
      const byte = this.u8(what);
      const unused = byte & signMask;
      if (index === bytes - 1 && (byte >= 0x80 || (unused !== 0 && unused !== signMask))) break;
      if (index === 4) scale = 1;
      const part = byte < 0x80 && byte >= 0x40 ? byte - 0x80 : byte & 0x7f;
      if (index < 4) low += part * scale;
      else high += part * scale;
      scale *= 128;
      if (byte < 0x80) return high * 2 ** 28 + low;
    }
    this.fail(`expected ${what}: a signed LEB128 of at most ${bits} bits, found a longer one`, start);
  }

  #ended(what: string): never {
    this.fail(
      `expected ${what}, found the end of ${this.end === this.bytes.length ? 'the file' : 'its enclosing part'}`,
    );
  }
}

/** The text of `bytes[start, end)`; WasmFormatError when it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number, what: string): string {
  if (end - start <= SHORT_NAME_BYTES && isAscii(bytes, start, end)) {
    let text = '';
    for (let pos = start; pos < end; pos++) text += String.fromCharCode(bytes[pos] as number);
    return text;
  }
  try {
    return decoder.decode(bytes.subarray(start, end));
  } catch (cause) {
    throw new WasmFormatError(start, `expected ${what} in UTF-8, found bytes that are not`, { cause });
  }
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let pos = start; pos < end; pos++) if ((bytes[pos] as number) >= 0x80) return false;
  return true;
}
