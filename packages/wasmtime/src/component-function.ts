import { takeSignature, type Signature } from './component-type.ts';
import { assertAssignable, lift, lower, type ComponentValue } from './component-value.ts';
import { check, WasmtimeError } from './errors.ts';
import type { Literal } from './invocation.ts';
import { sizes } from './layout.ts';
import type { Native } from './prototypes.ts';
import type { Store } from './store.ts';

/** A function exported by a component. */
export class ComponentFunction {
  readonly name: string;
  readonly #native: Native;
  readonly #store: Store;
  readonly #func: Buffer;
  readonly #signature: Signature;

  constructor(native: Native, store: Store, name: string, func: Buffer) {
    this.name = name;
    this.#native = native;
    this.#store = store;
    this.#func = func;
    this.#signature = takeSignature(native, native.wasmtime_component_func_type(func, store.context));
  }

  /**
   * Calls the function; one result or none.
   * @throws WasmtimeError `arguments` or `unsupported` before anything runs; `trap`, `exit`, `out_of_fuel`, …
   */
  call(args: readonly Literal[] = []): ComponentValue[] {
    const { params, hasResult } = this.#signature;
    if (args.length !== params.length) {
      throw new WasmtimeError(
        'arguments',
        `\`${this.name}\` takes ${params.length} arguments, got ${args.length}`,
      );
    }
    const typed = args.map((literal, index) => ({
      literal,
      type: params[index] ?? ({ kind: 'unsupported' } as const),
    }));
    for (const { literal, type } of typed) assertAssignable(literal, type);

    const values = Buffer.alloc(sizes.componentValue * Math.max(1, args.length));
    typed.forEach(({ literal, type }, index) =>
      lower(this.#native, literal, type).copy(values, index * sizes.componentValue),
    );
    const result = Buffer.alloc(sizes.componentValue);
    const error = this.#native.wasmtime_component_func_call(
      this.#func,
      this.#store.context,
      values,
      args.length,
      result,
      hasResult ? 1 : 0,
    );
    for (let index = 0; index < args.length; index++) {
      this.#native.wasmtime_component_val_delete(values.subarray(index * sizes.componentValue));
    }
    check(this.#native, 'call', error);
    if (!hasResult) return [];
    try {
      return [lift(result)];
    } finally {
      this.#native.wasmtime_component_val_delete(result);
    }
  }
}
