import type { WasmModule } from '../frame/binary.ts';
import { exportTable } from '../module/export-table.ts';
import { moduleElements } from '../module/module-elements.ts';
import { moduleTables } from '../module/module-tables.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/** The class of tables of which nothing is known but that they hold functions whose address is taken. */
export const ANY_TABLE = 0xffffffff;

/** Types whose values cannot be made functions again: of the host (wasm-bindgen's heap of objects), and exceptions. */
const opaqueTypes = new Set(['externref', '(ref extern)', 'noexternref', 'exnref', '(ref exn)', 'noexnref']);

/**
 * Which tables may hold the same functions. Tables and element segments that something is copied between are one class,
 * by a union-find over both (R. E. Tarjan, "Efficiency of a good but not linear set union algorithm", JACM 22(2), 1975), so
 * that the contents of all classes together are no more than the items of all segments. A class that code or the
 * host writes references to, or that a global is put into, is ANY_TABLE.
 */
export class TableClasses {
  readonly #module: WasmModule;
  readonly #tables: number;
  /** Tables, then element segments. */
  readonly #parent: Uint32Array;
  readonly #written: Uint8Array;
  /** Per table whether what is written to it is nothing that can be called. */
  readonly #opaque: Uint8Array;

  constructor(module: WasmModule) {
    const tables = moduleTables(module);
    const segments = moduleElements(module);
    this.#module = module;
    this.#tables = tables.length;
    this.#parent = Uint32Array.from({ length: tables.length + segments.length }, (_, at) => at);
    this.#opaque = Uint8Array.from(tables, ({ element }) => (opaqueTypes.has(element) ? 1 : 0));
    this.#written = new Uint8Array(this.#parent.length);
    for (const [index, { imported, initial }] of tables.entries()) {
      if (imported || (initial && initial.functions.length === 0 && !initial.isNull))
        this.write(index, initial?.start);
    }
    const { indices, offsets, kind } = exportTable(module);
    for (const [position, index] of indices.entries()) {
      if (kind(position) === 'table') this.write(index, offsets[position]);
    }
    for (const segment of segments) {
      if (segment.mode === 'active') this.fill(segment.table, segment.index, segment.start);
      if (segment.hasUnknown) this.#written[this.#find(this.placeOfSegment(segment.index))] = 1;
    }
  }

  /** Anything may be put into the table: table.set, table.fill, table.grow, or the host. */
  write(table: number, at: number | undefined): void {
    const place = this.placeOfTable(table, at);
    if (this.#opaque[table] !== 1) this.#written[this.#find(place)] = 1;
  }

  /** table.copy from one table to another. */
  copy(to: number, from: number, at: number): void {
    this.#unite(this.placeOfTable(to, at), this.placeOfTable(from, at));
  }

  /** table.init, or an active segment. */
  fill(table: number, segment: number, at: number): void {
    this.#unite(this.placeOfTable(table, at), this.placeOfSegment(segment, at));
  }

  /** Places are tables, then element segments, then globals. WasmFormatError when there is no such table. */
  placeOfTable(table: number, at?: number): number {
    if (table < this.#tables) return table;
    const problem = `table ${table} does not exist: there are ${this.#tables}`;
    throw new WasmFormatError(at ?? this.#module.start, problem);
  }

  /** WasmFormatError when there is no such element segment. */
  placeOfSegment(segment: number, at?: number): number {
    const place = this.#tables + segment;
    if (place < this.#parent.length) return place;
    throw new WasmFormatError(at ?? this.#module.start, `element segment ${segment} does not exist`);
  }

  placeOfGlobal(global: number): number {
    return this.#parent.length + global;
  }

  /** Places of tables and segments with the same number share their contents. */
  groupOf(place: number): number {
    return this.#find(place);
  }

  /** The class of a place, once everything is known: any one of its places, or ANY_TABLE. */
  classOf(place: number): number {
    if (place >= this.#parent.length) return place;
    const root = this.#find(place);
    return this.#written[root] === 1 ? ANY_TABLE : root;
  }

  #find(member: number): number {
    const parent = this.#parent;
    let at = member;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  }

  #unite(one: number, other: number): void {
    const from = this.#find(one);
    const to = this.#find(other);
    this.#parent[from] = to;
    if (this.#written[from] === 1) this.#written[to] = 1;
  }
}
