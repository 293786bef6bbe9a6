import type { ByteReader } from '../frame/byte-reader.ts';
import { decodeUtf8 } from '../frame/byte-reader.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/**
 * Names by index, kept as offsets: a string is made only when one is asked for (core spec, "Name Maps", A.6.1).
 * Indices need not be in order in the file, and one may come several times: wit-component up to 0.259 gives a function
 * of the preview1 adapter two names. All are kept, lest one hide another.
 */
export class NameMap {
  readonly #bytes: Uint8Array;
  /** Sorted; equal ones in file order. */
  readonly #indices: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  /** The first thing that could not be read; what stands before it is here. Null: everything was. */
  readonly problem: WasmFormatError | null;

  constructor(bytes: Uint8Array, entries: NameEntries, problem: WasmFormatError | null) {
    this.#bytes = bytes;
    this.#indices = entries.indices;
    this.#starts = entries.starts;
    this.#ends = entries.ends;
    this.problem = problem;
  }

  /** How many names there are. */
  get size(): number {
    return this.#indices.length;
  }

  /** The first name of that index, or undefined. */
  get(index: number): string | undefined {
    let low = 0;
    let high = this.#indices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#indices[middle] as number) < index) low = middle + 1;
      else high = middle;
    }
    return this.#indices[low] === index ? this.#nameAt(low) : undefined;
  }

  /** Index and name, by rising index; an index with several names comes several times. */
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

interface NameEntries {
  readonly indices: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Reads the name maps that `readers` stand before, as one. Never throws: see `NameMap.problem`. */
export function readNameMap(bytes: Uint8Array, readers: readonly ByteReader[]): NameMap {
  const entries = new EntryList();
  let problem: WasmFormatError | null = null;
  for (const reader of readers) {
    try {
      readEntries(reader, entries);
    } catch (error) {
      if (!(error instanceof WasmFormatError)) throw error;
      problem ??= error;
    }
  }
  return new NameMap(bytes, entries.inOrder(), problem);
}

/** UTF-8 is checked here, so that asking for a name cannot fail later. */
function readEntries(reader: ByteReader, entries: EntryList): void {
  const count = reader.count('names', undefined, 2);
  for (let left = count; left > 0; left--) {
    const index = reader.u32('the index of a name');
    const at = reader.pos;
    const length = reader.u32('the length of a name');
    const start = reader.pos;
    reader.pos = at;
    reader.skipName('a name');
    entries.push(index, start, start + length);
  }
  reader.expectEnd('a name subsection');
}

class EntryList {
  readonly #indices = new GrowableArray();
  readonly #starts = new GrowableArray();
  readonly #ends = new GrowableArray();
  #sorted = true;

  push(index: number, start: number, end: number): void {
    const last = this.#indices.length - 1;
    if (last >= 0 && index < this.#indices.at(last)) this.#sorted = false;
    this.#indices.push(index);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  inOrder(): NameEntries {
    const [indices, starts, ends] = [this.#indices.finish(), this.#starts.finish(), this.#ends.finish()];
    if (this.#sorted) return { indices, starts, ends };
    // Stable, so that names of one index stay in file order.
    const order = Uint32Array.from(indices.keys()).toSorted(
      (a, b) => (indices[a] as number) - (indices[b] as number) || a - b,
    );
    return { indices: pick(indices, order), starts: pick(starts, order), ends: pick(ends, order) };
  }
}

const pick = (values: Uint32Array, order: Uint32Array): Uint32Array =>
  order.map((at) => values[at] as number);
