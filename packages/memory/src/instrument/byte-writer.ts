const SHORT_BYTES = 64;

/** Writes the values of the binary format (core spec 3.0, "Values", 5.2) into memory that grows. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  u8(byte: number): this {
    this.#room(1);
    this.#bytes[this.#length++] = byte;
    return this;
  }

  /** An unsigned LEB128. */
  u32(value: number): this {
    let rest = value >>> 0;
    this.#room(5);
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
    return this;
  }

  /** The constant that `i32.const` has: a signed LEB128 of 32 bits. */
  s32(value: number): this {
    let rest = value | 0;
    this.#room(5);
    while (rest < -0x40 || rest >= 0x40) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>= 7;
    }
    this.#bytes[this.#length++] = rest & 0x7f;
    return this;
  }

  /** A part of other bytes; most are a few instructions, for which a loop is faster than a view. */
  copy(source: Uint8Array, start: number, end: number): this {
    if (end - start > SHORT_BYTES) return this.bytes(source.subarray(start, end));
    this.#room(end - start);
    for (let at = start; at < end; at++) this.#bytes[this.#length++] = source[at] as number;
    return this;
  }

  bytes(bytes: ArrayLike<number>): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** Bytes with their number before them. */
  sized(bytes: ArrayLike<number>): this {
    return this.u32(bytes.length).bytes(bytes);
  }

  name(text: string): this {
    return this.sized(new TextEncoder().encode(text));
  }

  /** What was written so far. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.finish());
    this.#bytes = larger;
  }
}
