import { check, checkTrap, trapSlot, WasmtimeError } from './errors.ts';
import { opaqueSlot, PAYLOAD, pointerSlot, readPointer, sizes } from './layout.ts';
import { addressOf, copyBytes, takeByteVec } from './memory.ts';
import { ModuleFunction } from './module-function.ts';
import { assertKind, type Compiled } from './preamble.ts';
import { preparedCall, type PreparedCall } from './prepared-call.ts';
import type { Native, Pointer } from './prototypes.ts';
import type { Store } from './store.ts';

/** wasmtime_extern_kind_t. */
const EXTERN_FUNC = 0;
const EXTERN_MEMORY = 3;

/** A compiled core module. */
export class Module {
  readonly kind = 'module';
  readonly #native: Native;
  readonly pointer: Pointer;

  constructor(native: Native, pointer: Pointer) {
    this.#native = native;
    this.pointer = pointer;
  }

  /** The `.cwasm` bytes: their length is deterministic an architecture, their content depends on the CPU. */
  serialize(): Buffer {
    return takeByteVec(this.#native, (vec) =>
      check(this.#native, 'other', this.#native.wasmtime_module_serialize(this.pointer, vec)),
    );
  }

  close(): void {
    this.#native.wasmtime_module_delete(this.pointer);
  }
}

/** How imports are resolved. */
export interface LinkOptions {
  /** Put a function that traps where an import is not known. Default false. */
  readonly stubs?: boolean;
}

/** A linker with WASI preview1. */
export class ModuleLinker {
  readonly #native: Native;
  readonly #pointer: Pointer | null;

  constructor(native: Native, engine: Pointer) {
    this.#native = native;
    this.#pointer = native.wasmtime_linker_new(engine);
    check(native, 'link', native.wasmtime_linker_define_wasi(this.#pointer));
  }

  /**
   * Resolves the imports, once for all instances; with `stubs` a function that is not known traps when it is called.
   * @throws WasmtimeError `import_missing`
   */
  prepare(artifact: Compiled, { stubs = false }: LinkOptions = {}): PreparedModule {
    assertKind(artifact, 'module');
    const { wasmtime_linker_define_unknown_imports_as_traps: stubUnknown } = this.#native;
    if (stubs) check(this.#native, 'link', stubUnknown(this.#pointer, artifact.pointer));
    const slot = pointerSlot();
    const error = this.#native.wasmtime_linker_instantiate_pre(this.#pointer, artifact.pointer, slot);
    check(this.#native, 'link', error);
    return new PreparedModule(this.#native, readPointer(slot));
  }

  close(): void {
    this.#native.wasmtime_linker_delete(this.#pointer);
  }
}

/** A module whose imports are resolved. */
export class PreparedModule {
  readonly #native: Native;
  readonly #pointer: Pointer | null;

  constructor(native: Native, pointer: Pointer | null) {
    this.#native = native;
    this.#pointer = pointer;
  }

  /**
   * Instantiates and runs the start function. Neither `_initialize` nor `_start` is called.
   * @throws WasmtimeError `out_of_memory`, `limit`, `trap`, …
   */
  instantiate(store: Store): ModuleInstance {
    return this.prepareInstance(store).run();
  }

  /** `instantiate`, with the room for the instance made beforehand, so that only the call itself is left to be timed. */
  prepareInstance(store: Store): PreparedCall<ModuleInstance> {
    const native = this.#native;
    const pointer = this.#pointer;
    const { context } = store;
    const slot = opaqueSlot();
    const trap = trapSlot();
    const [into, trapInto] = [addressOf(slot), addressOf(trap)];
    const instantiate = native.wasmtime_instance_pre_instantiate;
    let error: Pointer | null = null;
    return preparedCall(
      {
        call: () => {
          error = instantiate(pointer, context, into, trapInto);
        },
        result: () => {
          check(native, 'instantiate', error);
          checkTrap(native, 'instantiate', trap);
          return new ModuleInstance(native, store, slot);
        },
      },
      [slot, trap],
    );
  }

  close(): void {
    this.#native.wasmtime_instance_pre_delete(this.#pointer);
  }
}

/** An instance; it lives as long as its store. */
export class ModuleInstance {
  readonly #native: Native;
  readonly #store: Store;
  readonly #instance: Buffer;

  constructor(native: Native, store: Store, instance: Buffer) {
    this.#native = native;
    this.#store = store;
    this.#instance = instance;
  }

  /** An exported function; `undefined` when nothing or something else has that name. */
  findFunction(name: string): ModuleFunction | undefined {
    const item = this.#findExport(name, EXTERN_FUNC);
    return item && new ModuleFunction(this.#native, this.#store, name, item.subarray(PAYLOAD));
  }

  /**
   * A copy of a part of an exported memory.
   * @throws WasmtimeError `export_missing`
   */
  readMemory(name: string, start: number, end: number): Buffer {
    const item = this.#findExport(name, EXTERN_MEMORY);
    if (item === undefined) throw new WasmtimeError('export_missing', `no exported memory \`${name}\``);
    const memory = item.subarray(PAYLOAD);
    const size = this.#native.wasmtime_memory_data_size(this.#store.context, memory);
    if (end > size) throw new RangeError(`memory \`${name}\` has ${size} bytes, not ${end}`);
    const address = this.#native.wasmtime_memory_data(this.#store.context, memory);
    return copyBytes(address === null ? null : address + BigInt(start), end - start);
  }

  #findExport(name: string, kind: number): Buffer | undefined {
    const bytes = Buffer.from(name);
    const item = Buffer.alloc(sizes.extern);
    const { context } = this.#store;
    const { wasmtime_instance_export_get: get } = this.#native;
    if (!get(context, this.#instance, bytes, bytes.length, item)) return undefined;
    if (item[0] === kind) return item;
    this.#native.wasmtime_extern_delete(item);
    return undefined;
  }

  /** @throws WasmtimeError `export_missing` */
  getFunction(name: string): ModuleFunction {
    const found = this.findFunction(name);
    if (found === undefined) throw new WasmtimeError('export_missing', `no exported function \`${name}\``);
    return found;
  }
}
