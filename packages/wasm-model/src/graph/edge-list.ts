import { GrowableArray } from '../frame/growable-array.ts';

/** Collects edges in the order of their source, each (source, target, kind) once; kinds are below 32. */
export class EdgeList {
  source = 0;
  readonly #targets = new GrowableArray();
  readonly #kinds = new GrowableArray(Uint8Array);
  /** Per target the last source that led to it plus one, and by which kinds, as bits. */
  #seenFrom: Uint32Array;
  #seenKinds: Uint32Array;

  /** `targets` is how many there are at first; more may be added. */
  constructor(targets: number) {
    this.#seenFrom = new Uint32Array(targets);
    this.#seenKinds = new Uint32Array(targets);
  }

  get length(): number {
    return this.#targets.length;
  }

  add(target: number, kind: number): void {
    if (target >= this.#seenFrom.length) this.#grow(target + 1);
    const bit = 1 << kind;
    if (this.#seenFrom[target] !== this.source + 1) {
      this.#seenFrom[target] = this.source + 1;
      this.#seenKinds[target] = 0;
    }
    const kinds = this.#seenKinds[target] as number;
    if ((kinds & bit) !== 0) return;
    this.#seenKinds[target] = kinds | bit;
    this.push(target, kind);
  }

  /** Adds an edge that is known to be a new one. */
  push(target: number, kind: number): void {
    this.#targets.push(target);
    this.#kinds.push(kind);
  }

  finish(): { readonly targets: Uint32Array; readonly kinds: Uint8Array } {
    return { targets: this.#targets.finish(), kinds: this.#kinds.finish() };
  }

  #grow(least: number): void {
    const size = Math.max(least, Math.ceil(this.#seenFrom.length * 1.5));
    const seenFrom = new Uint32Array(size);
    const seenKinds = new Uint32Array(size);
    seenFrom.set(this.#seenFrom);
    seenKinds.set(this.#seenKinds);
    this.#seenFrom = seenFrom;
    this.#seenKinds = seenKinds;
  }
}
