/** Things in the order in which they first occur, each once, by a key: what columns of numbers refer to. */
export class Numbered<T> {
  readonly all: T[] = [];
  readonly #numbers = new Map<string | number, number>();

  /** The place of what has this key; it is made when it is new. */
  numberOf(key: string | number, make: () => T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.all.length);
    return this.all.push(make()) - 1;
  }
}
