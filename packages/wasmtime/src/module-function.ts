import { check, checkTrap, trapSlot, WasmtimeError } from './errors.ts';
import type { Literal } from './invocation.ts';
import { PAYLOAD, readPointer, room, sizes } from './layout.ts';
import { floatFrom, integerFrom } from './literal.ts';
import { addressOf, copyBytes } from './memory.ts';
import { preparedCall, type PreparedCall } from './prepared-call.ts';
import type { Native, Pointer } from './prototypes.ts';
import type { Store } from './store.ts';

/** What a core export returns; a reference or a vector is only named. */
export type CoreValue = number | bigint | { readonly unsupported: string };

/** wasm_valkind_t and wasmtime_valkind_t by number (the two agree on these four). */
const NUMERIC_KINDS = ['i32', 'i64', 'f32', 'f64'] as const;
type NumericKind = (typeof NUMERIC_KINDS)[number];

/** A function exported by a core module. */
export class ModuleFunction {
  readonly name: string;
  readonly #native: Native;
  readonly #store: Store;
  readonly #func: Buffer;
  readonly #params: readonly (NumericKind | undefined)[];
  readonly #resultCount: number;

  constructor(native: Native, store: Store, name: string, func: Buffer) {
    this.name = name;
    this.#native = native;
    this.#store = store;
    this.#func = func;
    const type = native.wasmtime_func_type(store.context, func);
    this.#params = kindsOf(native, native.wasm_functype_params(type));
    this.#resultCount = kindsOf(native, native.wasm_functype_results(type)).length;
    native.wasm_functype_delete(type);
  }

  /** Calls the function: `prepare` and `run` in one. */
  call(args: readonly Literal[] = []): CoreValue[] {
    return this.prepare(args).run();
  }

  /**
   * Lowers the arguments, so that only the call itself is left to be timed.
   * @throws WasmtimeError `arguments` or `unsupported`
   */
  prepare(args: readonly Literal[] = []): PreparedCall<CoreValue[]> {
    const native = this.#native;
    const context = this.#store.context;
    const func = this.#func;
    const count = this.#resultCount;
    const values = this.#lower(args);
    const results = room(sizes.coreValue * Math.max(1, count));
    const trap = trapSlot();
    const [funcAt, valuesAt] = [addressOf(func), addressOf(values)];
    const [resultsAt, trapAt] = [addressOf(results), addressOf(trap)];
    const { length } = args;
    const makeCall = native.wasmtime_func_call;
    let error: Pointer | null = null;
    return preparedCall(
      {
        call: () => {
          error = makeCall(context, funcAt, valuesAt, length, resultsAt, count, trapAt);
        },
        result: () => {
          check(native, 'call', error);
          checkTrap(native, 'call', trap);
          return Array.from({ length: count }, (_, index) => lift(results, index * sizes.coreValue));
        },
      },
      [func, values, results, trap],
    );
  }

  #lower(args: readonly Literal[]): Buffer {
    if (args.length !== this.#params.length) {
      throw new WasmtimeError(
        'arguments',
        `\`${this.name}\` takes ${this.#params.length} arguments, got ${args.length}`,
      );
    }
    const buffer = room(sizes.coreValue * Math.max(1, args.length));
    args.forEach((literal, index) => {
      const kind = this.#params[index];
      if (kind === undefined) {
        throw new WasmtimeError('unsupported', `parameter ${index + 1} of \`${this.name}\` is not a number`);
      }
      const at = index * sizes.coreValue;
      buffer[at] = NUMERIC_KINDS.indexOf(kind);
      lower(buffer, at + PAYLOAD, kind, literal);
    });
    return buffer;
  }
}

function lower(buffer: Buffer, at: number, kind: NumericKind, literal: Literal): void {
  if (kind === 'f32') buffer.writeFloatLE(floatFrom(literal, kind), at);
  else if (kind === 'f64') buffer.writeDoubleLE(floatFrom(literal, kind), at);
  else if (kind === 'i32') buffer.writeUInt32LE(Number(BigInt.asUintN(32, integerFrom(literal, kind))), at);
  else buffer.writeBigUInt64LE(BigInt.asUintN(64, integerFrom(literal, kind)), at);
}

function lift(buffer: Buffer, at: number): CoreValue {
  const kind = buffer[at] ?? 0;
  const payload = at + PAYLOAD;
  switch (NUMERIC_KINDS[kind]) {
    case 'i32':
      return buffer.readInt32LE(payload);
    case 'i64':
      return buffer.readBigInt64LE(payload);
    case 'f32':
      return buffer.readFloatLE(payload);
    case 'f64':
      return buffer.readDoubleLE(payload);
    default:
      return { unsupported: `value of kind ${kind}` };
  }
}

/** The kinds in a wasm_valtype_vec_t (`size`, then an array of pointers); `undefined` is not a number type. */
function kindsOf(native: Native, vec: Pointer | null): (NumericKind | undefined)[] {
  const header = copyBytes(vec, sizes.byteVec);
  const count = Number(header.readBigUInt64LE());
  const types = copyBytes(readPointer(header, sizes.pointer), count * sizes.pointer);
  return Array.from(
    { length: count },
    (_, index) => NUMERIC_KINDS[native.wasm_valtype_kind(readPointer(types, index * sizes.pointer))],
  );
}
