import type { WasmBinary } from './binary.ts';
import { GrowableArray } from './growable-array.ts';
import type { ItemKind } from './item-table.ts';
import { ItemTable, NO_INDEX, itemKinds } from './item-table.ts';

const kindCodes = new Map<ItemKind, number>(itemKinds.map((kind, code) => [kind, code]));

/** Collects the items of a binary in file order; each ends where the next one starts. */
export class ItemList {
  readonly #starts = new GrowableArray();
  readonly #kinds = new GrowableArray(Uint8Array);
  readonly #indices = new GrowableArray();

  add(kind: ItemKind, start: number, index = NO_INDEX): void {
    this.#starts.push(start);
    this.#kinds.push(kindCodes.get(kind) as number);
    this.#indices.push(index);
  }

  finish(binary: WasmBinary): ItemTable {
    return new ItemTable(binary, this.#starts.finish(), this.#kinds.finish(), this.#indices.finish());
  }
}
