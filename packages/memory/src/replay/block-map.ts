const PAGE_BYTES = 65_536;

/** A block that lives. `owner` indexes the function that asked for it; null: the host. */
interface Block {
  readonly size: number;
  readonly owner: number | null;
}

/** Blocks that live, by address, and which bytes they cover: a byte each, so that no overlap is missed. */
export class BlockMap {
  readonly #blocks = new Map<number, Block>();
  #covered = new Uint8Array(16 * PAGE_BYTES);
  #bytes = 0;

  /** How many blocks live. */
  get count(): number {
    return this.#blocks.size;
  }

  /** Bytes of all of them. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of those that a function asked for, by the function. */
  bytesByOwner(): Map<number | null, number> {
    const bytes = new Map<number | null, number>();
    for (const { size, owner } of this.#blocks.values()) bytes.set(owner, (bytes.get(owner) ?? 0) + size);
    return bytes;
  }

  /** False when the block overlaps one that lives, or begins where one does. */
  add(address: number, size: number, owner: number | null): boolean {
    const end = address + size;
    if (end > this.#covered.length) this.#grow(end);
    const range = this.#covered.subarray(address, end);
    const isFree = !this.#blocks.has(address) && !range.includes(1);
    range.fill(1);
    this.#blocks.set(address, { size, owner });
    this.#bytes += size;
    return isFree;
  }

  /** The size of the block that is no more; undefined when none lives there. */
  remove(address: number): number | undefined {
    const size = this.#blocks.get(address)?.size;
    if (size === undefined) return undefined;
    this.#blocks.delete(address);
    this.#covered.fill(0, address, address + size);
    this.#bytes -= size;
    return size;
  }

  #grow(end: number): void {
    const larger = new Uint8Array(
      Math.max(2 * this.#covered.length, Math.ceil(end / PAGE_BYTES) * PAGE_BYTES),
    );
    larger.set(this.#covered);
    this.#covered = larger;
  }
}
