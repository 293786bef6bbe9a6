type Numbers = Uint8Array | Uint32Array;

/** Small, for some lists are made once for an entry. */
const FIRST_LENGTH = 16;

/** An append-only list of numbers that doubles as it grows; JavaScript arrays take up to 4 times as much. */
export class GrowableArray<Values extends Numbers = Uint32Array> {
  readonly #make: new (length: number) => Values;
  #values: Values;
  #length = 0;

  /** `make` is Uint8Array or Uint32Array, the default. */
  constructor(
    make: new (length: number) => Values = Uint32Array as unknown as new (length: number) => Values,
  ) {
    this.#make = make;
    this.#values = new make(FIRST_LENGTH);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new this.#make(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** The value at a place below `length`. */
  at(place: number): number {
    return this.#values[place] as number;
  }

  /** The values so far, in an array of just their length. */
  finish(): Values {
    return this.#values.slice(0, this.#length) as Values;
  }
}
