import { takeSignature, type Signature } from './component-type.ts';
import { assertAssignable, lift, lower, type ComponentValue } from './component-value.ts';
import { check, WasmtimeError } from './errors.ts';
import type { Literal } from './invocation.ts';
import { room, sizes } from './layout.ts';
import { addressOf } from './memory.ts';
import { preparedCall, type PreparedCall } from './prepared-call.ts';
import type { Native, Pointer } from './prototypes.ts';
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

  /** Calls the function: `prepare` and `run` in one. One result or none. */
  call(args: readonly Literal[] = []): ComponentValue[] {
    return this.prepare(args).run();
  }

  /**
   * Lowers the arguments, so that only the call itself is left to be timed. Ask for the result exactly once: that frees them.
   * @throws WasmtimeError `arguments` or `unsupported`
   */
  prepare(args: readonly Literal[] = []): PreparedCall<ComponentValue[]> {
    const native = this.#native;
    const context = this.#store.context;
    const func = this.#func;
    const resultCount = this.#signature.hasResult ? 1 : 0;
    const values = this.#lower(args);
    const result = room(sizes.componentValue);
    const [funcAt, valuesAt, resultAt] = [addressOf(func), addressOf(values), addressOf(result)];
    const { length } = args;
    const makeCall = native.wasmtime_component_func_call;
    let error: Pointer | null = null;
    return preparedCall(
      {
        call: () => {
          error = makeCall(funcAt, context, valuesAt, length, resultAt, resultCount);
        },
        result: () => {
          for (let index = 0; index < args.length; index++) {
            native.wasmtime_component_val_delete(values.subarray(index * sizes.componentValue));
          }
          check(native, 'call', error);
          return resultCount === 0 ? [] : [takeValue(native, result)];
        },
      },
      [func, values, result],
    );
  }

  #lower(args: readonly Literal[]): Buffer {
    const { params } = this.#signature;
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
    const values = room(sizes.componentValue * Math.max(1, args.length));
    typed.forEach(({ literal, type }, index) =>
      lower(this.#native, literal, type).copy(values, index * sizes.componentValue),
    );
    return values;
  }
}

function takeValue(native: Native, value: Buffer): ComponentValue {
  try {
    return lift(value);
  } finally {
    native.wasmtime_component_val_delete(value);
  }
}
