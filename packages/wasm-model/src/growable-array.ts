/** An append-only list of 32-bit numbers that doubles as it grows; JavaScript arrays take up to 4 times as much. */
export class GrowableArray {
  #values = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** The values so far, in an array of just their length. */
  finish(): Uint32Array {
    return this.#values.slice(0, this.#length);
  }
}
