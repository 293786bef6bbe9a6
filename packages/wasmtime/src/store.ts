import { check } from './errors.ts';
import type { Native, Pointer } from './prototypes.ts';

export interface StoreOptions {
  /** Largest size of each linear memory, in bytes. Default: no limit but the format's. */
  readonly memoryBytes?: number;
  /** Largest number of elements of each table. Default: no limit but the format's. */
  readonly tableElements?: number;
  /** Largest number of linear memories. Default: wasmtime's, 10,000. */
  readonly memories?: number;
}

/** wasmtime_store_limiter keeps its own default for a negative number. */
const DEFAULT = -1;

/**
 * A store with an empty WASI context: no arguments, no environment, no folder, standard streams discarded.
 *
 * Some kinds of imports abort the process when the store has no WASI context, so there is no way to leave it out.
 */
export class Store {
  readonly #native: Native;
  readonly #pointer: Pointer | null;
  readonly context: Pointer | null;

  constructor(native: Native, engine: Pointer, options: StoreOptions = {}) {
    this.#native = native;
    this.#pointer = native.wasmtime_store_new(engine, null, null);
    this.context = native.wasmtime_store_context(this.#pointer);
    check(native, 'other', native.wasmtime_context_set_wasi(this.context, native.wasi_config_new()));
    native.wasmtime_store_limiter(
      this.#pointer,
      options.memoryBytes ?? DEFAULT,
      options.tableElements ?? DEFAULT,
      DEFAULT,
      DEFAULT,
      options.memories ?? DEFAULT,
    );
  }

  /** Fuel left. Only for an engine that counts it. */
  fuel(): bigint {
    const slot = Buffer.alloc(8);
    check(this.#native, 'other', this.#native.wasmtime_context_get_fuel(this.context, slot));
    return slot.readBigUInt64LE();
  }

  /** Only for an engine that counts fuel. */
  setFuel(units: bigint): void {
    check(this.#native, 'other', this.#native.wasmtime_context_set_fuel(this.context, units));
  }

  /** Frees the store and every instance in it. */
  close(): void {
    this.#native.wasmtime_store_delete(this.#pointer);
  }
}
