import type { Section, WasmBinary } from './binary.ts';

/**
 * What a range of bytes is. `section_header`: id and size of a section; `count`: the count of its vector. `code`: a body
 * with its size; `data`, `element`, `import` …: one whole entry. `string`: a string of the
 * stringref proposal. `function_types`: which type each function has, after
 * the count. `custom_name`: the name of a custom section; `custom`: its content, and what of a `name` section is not made of
 * subsections. `component_section`: the payload of a section of a component. `nested`: a binary with a table of its own.
 */
export const itemKinds = [
  'preamble',
  'section_header',
  'count',
  'type',
  'import',
  'function_types',
  'table',
  'memory',
  'tag',
  'string',
  'global',
  'export',
  'start',
  'element',
  'data_count',
  'code',
  'data',
  'custom_name',
  'name_subsection',
  'custom',
  'component_section',
  'nested',
] as const;

export type ItemKind = (typeof itemKinds)[number];

/** What `ItemTable.index` says of an item that has no index. */
export const NO_INDEX = 0xffffffff;

/** One item, made when asked for. */
export interface Item {
  readonly kind: ItemKind;
  /** See `ItemTable.index`. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
}

/**
 * The items of one binary in file order, nested binaries being one item each. Items follow one another without gap or
 * overlap, so that their bytes sum to the binary's; all numbers stand in typed arrays of nine bytes an item.
 */
export class ItemTable {
  readonly binary: WasmBinary;
  readonly #starts: Uint32Array;
  readonly #kinds: Uint8Array;
  readonly #indices: Uint32Array;

  constructor(binary: WasmBinary, starts: Uint32Array, kinds: Uint8Array, indices: Uint32Array) {
    this.binary = binary;
    this.#starts = starts;
    this.#kinds = kinds;
    this.#indices = indices;
  }

  get size(): number {
    return this.#starts.length;
  }

  kind(item: number): ItemKind {
    return itemKinds[this.#kinds[item] as number] as ItemKind;
  }

  /**
   * Of a `code`, `table`, `memory`, `tag`, `global`, `data` or `element` its index in that index space, imports counted;
   * of a `type` that of the first type of its group; of an `import` its position, that of the first one of a group; of an
   * `export` its position; of a `name_subsection` its
   * id; of a `nested` binary its position among `binary.sections`. Otherwise NO_INDEX.
   */
  index(item: number): number {
    return this.#indices[item] as number;
  }

  start(item: number): number {
    return this.#starts[item] as number;
  }

  end(item: number): number {
    return this.#starts[item + 1] ?? this.binary.end;
  }

  bytes(item: number): number {
    return this.end(item) - this.start(item);
  }

  /** The section it lies in; undefined for the preamble. A search, logarithmic in the number of sections. */
  section(item: number): Section | undefined {
    const at = this.start(item);
    const { sections } = this.binary;
    let low = 0;
    let high = sections.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sections[middle] as Section).start <= at) low = middle + 1;
      else high = middle;
    }
    return sections[low - 1];
  }

  *[Symbol.iterator](): Generator<Item> {
    for (let item = 0; item < this.size; item++) {
      const start = this.start(item);
      const end = this.end(item);
      yield { kind: this.kind(item), index: this.index(item), start, end, bytes: end - start };
    }
  }
}
