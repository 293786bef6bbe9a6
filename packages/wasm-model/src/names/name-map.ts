import type { ByteReader } from '../frame/byte-reader.ts';
import { decodeUtf8 } from '../frame/byte-reader.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/**
 * Names by index, kept as offsets: a string is made only when one is asked for (core spec, "Name Maps", A.6.1).
 * Indices need not be in order in the file; one that comes twice is an error, lest a second name hide the first.
 */
export class NameMap {
  readonly #bytes: Uint8Array;
  /** Sorted. */
  readonly #indices: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;

  constructor(bytes: Uint8Array, indices: Uint32Array, starts: Uint32Array, ends: Uint32Array) {
    this.#bytes = bytes;
    this.#indices = indices;
    this.#starts = starts;
    this.#ends = ends;
  }

  static readonly empty: NameMap = new NameMap(
    new Uint8Array(),
    new Uint32Array(),
    new Uint32Array(),
    new Uint32Array(),
  );

  get size(): number {
    return this.#indices.length;
  }

  /** The name of that index, or undefined. */
  get(index: number): string | undefined {
    let low = 0;
    let high = this.#indices.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.#indices[middle] as number;
      if (found === index) return this.#nameAt(middle);
      if (found < index) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  /** Index and name, by rising index. */
  *entries(): Generator<[index: number, name: string]> {
    for (const [position, index] of this.#indices.entries()) yield [index, this.#nameAt(position)];
  }

  #nameAt(position: number): string {
    return decodeUtf8(
      this.#bytes,
      this.#starts[position] as number,
      this.#ends[position] as number,
      'a name',
    );
  }
}

/** Reads a name map; its UTF-8 is checked here, so that asking for a name cannot fail later. */
export function readNameMap(reader: ByteReader): NameMap {
  const start = reader.pos;
  const count = reader.count('names', undefined, 2);
  const indices = new Uint32Array(count);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let sorted = true;
  for (let position = 0; position < count; position++) {
    const index = reader.u32('the index of a name');
    if (position > 0 && index <= (indices[position - 1] as number)) sorted = false;
    indices[position] = index;
    ends[position] = skipName(reader, starts, position);
  }
  if (sorted) return new NameMap(reader.bytes, indices, starts, ends);
  const order = Uint32Array.from(indices.keys()).toSorted(
    (a, b) => (indices[a] as number) - (indices[b] as number),
  );
  const inOrder = pick(indices, order);
  for (let position = 1; position < count; position++) {
    if (inOrder[position] === inOrder[position - 1]) {
      throw new WasmFormatError(start, `index ${inOrder[position]} has two names`);
    }
  }
  return new NameMap(reader.bytes, inOrder, pick(starts, order), pick(ends, order));
}

function skipName(reader: ByteReader, starts: Uint32Array, position: number): number {
  const at = reader.pos;
  const length = reader.u32('the length of a name');
  starts[position] = reader.pos;
  reader.pos = at;
  reader.skipName('a name');
  return (starts[position] as number) + length;
}

const pick = (values: Uint32Array, order: Uint32Array): Uint32Array =>
  order.map((at) => values[at] as number);
