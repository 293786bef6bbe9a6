import { GrowableArray } from './growable-array.ts';
import { ANY_TABLE } from '../graph/table-classes.ts';

/** More pairs of a table and a type than this are not told apart by their table. */
const MAX_PAIRS = 65_536;

/**
 * Numbers pairs of a place (a table, a segment, a class of them, or ANY_TABLE) and a type as they come. Beyond a bound
 * on their number further pairs stand for ANY_TABLE: less precise, and still right.
 */
export class PairNumbers {
  readonly #types: number;
  readonly #known = new Map<number, number>();
  /** Per type the number plus one of its pair with ANY_TABLE. */
  readonly #any: Uint32Array;
  readonly #places = new GrowableArray();
  readonly #typesOf = new GrowableArray();

  /** `types` is how many types there are. */
  constructor(types: number) {
    this.#types = types;
    this.#any = new Uint32Array(types);
  }

  get size(): number {
    return this.#places.length;
  }

  /** The number of a pair, a new one when it was not seen before. */
  number(place: number, type: number): number {
    const known = this.find(place, type);
    if (known !== undefined) return known;
    if (place !== ANY_TABLE && this.#known.size >= MAX_PAIRS) return this.number(ANY_TABLE, type);
    const number = this.size;
    if (place === ANY_TABLE) this.#any[type] = number + 1;
    else this.#known.set(place * this.#types + type, number);
    this.#places.push(place);
    this.#typesOf.push(type);
    return number;
  }

  find(place: number, type: number): number | undefined {
    if (place !== ANY_TABLE) return this.#known.get(place * this.#types + type);
    const number = this.#any[type] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  place(number: number): number {
    return this.#places.at(number);
  }

  type(number: number): number {
    return this.#typesOf.at(number);
  }
}
