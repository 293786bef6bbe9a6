import { ComponentFunction } from './component-function.ts';
import { check, WasmtimeError } from './errors.ts';
import { opaqueSlot } from './layout.ts';
import { addressOf, takeByteVec } from './memory.ts';
import type { LinkOptions } from './module.ts';
import { assertKind, type Compiled } from './preamble.ts';
import { preparedCall, type PreparedCall } from './prepared-call.ts';
import type { Native, Pointer } from './prototypes.ts';
import type { Store } from './store.ts';

/** A compiled component. */
export class Component {
  readonly kind = 'component';
  readonly #native: Native;
  readonly pointer: Pointer;

  constructor(native: Native, pointer: Pointer) {
    this.#native = native;
    this.pointer = pointer;
  }

  /** The `.cwasm` bytes: their length is deterministic an architecture, their content depends on the CPU. */
  serialize(): Buffer {
    return takeByteVec(this.#native, (vec) =>
      check(this.#native, 'other', this.#native.wasmtime_component_serialize(this.pointer, vec)),
    );
  }

  close(): void {
    this.#native.wasmtime_component_delete(this.pointer);
  }
}

/** A linker with WASI 0.2. */
export class ComponentLinker {
  readonly #native: Native;
  readonly #pointer: Pointer | null;

  constructor(native: Native, engine: Pointer) {
    this.#native = native;
    this.#pointer = native.wasmtime_component_linker_new(engine);
    check(native, 'link', native.wasmtime_component_linker_add_wasip2(this.#pointer));
  }

  /**
   * Only binds the two: the C API resolves a component's imports anew for each instance. With `stubs` a function that is not known
   * traps when it is called.
   */
  prepare(artifact: Compiled, { stubs = false }: LinkOptions = {}): PreparedComponent {
    assertKind(artifact, 'component');
    const { wasmtime_component_linker_define_unknown_imports_as_traps: stubUnknown } = this.#native;
    if (stubs) check(this.#native, 'link', stubUnknown(this.#pointer, artifact.pointer));
    return new PreparedComponent(this.#native, this.#pointer, artifact.pointer);
  }

  close(): void {
    this.#native.wasmtime_component_linker_delete(this.#pointer);
  }
}

/** A component and what resolves its imports. */
export class PreparedComponent {
  readonly #native: Native;
  readonly #linker: Pointer | null;
  readonly #component: Pointer;

  constructor(native: Native, linker: Pointer | null, component: Pointer) {
    this.#native = native;
    this.#linker = linker;
    this.#component = component;
  }

  /**
   * Resolves the imports and instantiates; a component's own `_initialize` runs inside.
   * @throws WasmtimeError `import_missing`, `out_of_memory`, `limit`, `trap`, …
   */
  instantiate(store: Store): ComponentInstance {
    return this.prepareInstance(store).run();
  }

  /** `instantiate`, with the room for the instance made beforehand, so that only the call itself is left to be timed. */
  prepareInstance(store: Store): PreparedCall<ComponentInstance> {
    const native = this.#native;
    const linker = this.#linker;
    const component = this.#component;
    const { context } = store;
    const slot = opaqueSlot();
    const into = addressOf(slot);
    const instantiate = native.wasmtime_component_linker_instantiate;
    let error: Pointer | null = null;
    return preparedCall(
      {
        call: () => {
          error = instantiate(linker, context, component, into);
        },
        result: () => {
          check(native, 'instantiate', error);
          return new ComponentInstance(native, store, component, slot);
        },
      },
      [slot],
    );
  }

  /** Nothing is held beyond the linker and the component. */
  close(): void {}
}

/** An instance; it lives as long as its store. */
export class ComponentInstance {
  readonly #native: Native;
  readonly #store: Store;
  readonly #component: Pointer;
  readonly #instance: Buffer;

  constructor(native: Native, store: Store, component: Pointer, instance: Buffer) {
    this.#native = native;
    this.#store = store;
    this.#component = component;
    this.#instance = instance;
  }

  /**
   * An exported function: `init`, or `namespace:package/interface#function` inside an exported instance.
   * `undefined` when there is none of that name.
   */
  findFunction(name: string): ComponentFunction | undefined {
    let index: Pointer | null = null;
    for (const part of name.split('#')) {
      const bytes = Buffer.from(part);
      const outer: Pointer | null = index;
      index = this.#native.wasmtime_component_get_export_index(this.#component, outer, bytes, bytes.length);
      if (outer !== null) this.#native.wasmtime_component_export_index_delete(outer);
      if (index === null) return undefined;
    }
    const slot = opaqueSlot();
    const found = this.#native.wasmtime_component_instance_get_func(
      this.#instance,
      this.#store.context,
      index,
      slot,
    );
    this.#native.wasmtime_component_export_index_delete(index);
    return found ? new ComponentFunction(this.#native, this.#store, name, slot) : undefined;
  }

  /** @throws WasmtimeError `export_missing` */
  getFunction(name: string): ComponentFunction {
    const found = this.findFunction(name);
    if (found === undefined) throw new WasmtimeError('export_missing', `no exported function \`${name}\``);
    return found;
  }
}
