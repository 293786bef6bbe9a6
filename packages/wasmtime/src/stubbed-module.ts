import { check, checkTrap, trapSlot } from './errors.ts';
import { opaqueSlot } from './layout.ts';
import { ModuleInstance } from './module.ts';
import { assertKind, type Compiled } from './preamble.ts';
import type { Native, Pointer } from './prototypes.ts';
import type { Store } from './store.ts';

/**
 * A core module whose imports are all stubs of their types, WASI's too: a function gives zeros and null, a memory, a table and a global
 * are empty. Each instance has its own.
 */
export class StubbedModule {
  readonly #native: Native;
  readonly #engine: Pointer;
  readonly #module: Pointer;

  constructor(native: Native, engine: Pointer, artifact: Compiled) {
    assertKind(artifact, 'module');
    this.#native = native;
    this.#engine = engine;
    this.#module = artifact.pointer;
  }

  /**
   * Instantiates and runs the start function. Neither `_initialize` nor `_start` is called.
   * @throws WasmtimeError `out_of_memory`, `limit`, `trap`, … and `other` for what has no stub: a reference that cannot be null
   */
  instantiate(store: Store): ModuleInstance {
    const native = this.#native;
    const linker = native.wasmtime_linker_new(this.#engine);
    try {
      const stub = native.wasmtime_linker_define_unknown_imports_as_default_values;
      check(native, 'link', stub(linker, store.context, this.#module));
      const slot = opaqueSlot();
      const trap = trapSlot();
      const error = native.wasmtime_linker_instantiate(linker, store.context, this.#module, slot, trap);
      check(native, 'instantiate', error);
      checkTrap(native, 'instantiate', trap);
      return new ModuleInstance(native, store, slot);
    } finally {
      native.wasmtime_linker_delete(linker);
    }
  }
}
