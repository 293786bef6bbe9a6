import type { ComponentType } from './component-type.ts';
import { WasmtimeError } from './errors.ts';
import type { Literal } from './invocation.ts';
import { PAYLOAD, readPointer, sizes } from './layout.ts';
import { floatFrom, integerFrom, mismatch } from './literal.ts';
import { bytesOfVec, copyBytes, writeBytes } from './memory.ts';
import type { Native, Pointer } from './prototypes.ts';

/** What a component function returns. Lists and tuples are arrays, `none` is null, records are objects. */
export type ComponentValue =
  | boolean
  | number
  | bigint
  | string
  | null
  | readonly ComponentValue[]
  | { readonly [key: string]: ComponentValue };

/** wasmtime_component_valkind_t by number. Not the numbering of types: see component-type.ts. */
const VALUE_KINDS = [
  'bool',
  's8',
  'u8',
  's16',
  'u16',
  's32',
  'u32',
  's64',
  'u64',
  'f32',
  'f64',
  'char',
  'string',
  'list',
  'record',
  'tuple',
  'variant',
  'enum',
  'option',
  'result',
  'flags',
  'resource',
] as const;
type ValueKind = (typeof VALUE_KINDS)[number];

const MAX_DEPTH = 64;

/**
 * Throws unless the literal can be passed for the type, so that `lower` cannot fail half-way with memory that
 * only wasmtime can free.
 * @throws WasmtimeError `arguments` or `unsupported`
 */
export function assertAssignable(literal: Literal, type: ComponentType): void {
  switch (type.kind) {
    case 'unsupported':
      throw new WasmtimeError(
        'unsupported',
        'a parameter that is neither a number, bool, char, string nor list',
      );
    case 'list':
      if (literal.type !== 'list') throw mismatch(literal, 'a list');
      for (const item of literal.items) assertAssignable(item, type.element);
      return;
    case 'bool':
    case 'char':
    case 'string':
      if (literal.type !== type.kind) throw mismatch(literal, `a ${type.kind}`);
      return;
    case 'f32':
    case 'f64':
      floatFrom(literal, type.kind);
      return;
    default:
      integerFrom(literal, type.kind);
  }
}

/** Writes an assignable literal as a wasmtime_component_val_t. Free it with wasmtime_component_val_delete. */
export function lower(native: Native, literal: Literal, type: ComponentType): Buffer {
  const value = Buffer.alloc(sizes.componentValue);
  if (type.kind === 'unsupported') return value;
  value[0] = VALUE_KINDS.indexOf(type.kind);
  if (type.kind === 'f32') value.writeFloatLE(floatFrom(literal, type.kind), PAYLOAD);
  else if (type.kind === 'f64') value.writeDoubleLE(floatFrom(literal, type.kind), PAYLOAD);
  else if (literal.type === 'bool') value[PAYLOAD] = literal.value ? 1 : 0;
  else if (literal.type === 'char') value.writeUInt32LE(literal.value.codePointAt(0) ?? 0, PAYLOAD);
  else if (literal.type === 'string') {
    const bytes = Buffer.from(literal.value);
    native.wasm_byte_vec_new(value.subarray(PAYLOAD), bytes.length, bytes);
  } else if (literal.type === 'list' && type.kind === 'list') {
    native.wasmtime_component_vallist_new_uninit(value.subarray(PAYLOAD), literal.items.length);
    const items = Buffer.concat(literal.items.map((item) => lower(native, item, type.element)));
    const data = readPointer(value, PAYLOAD + sizes.pointer);
    if (data !== null && items.length > 0) writeBytes(data, items);
  } else if (literal.type === 'number' && type.kind !== 'list') {
    const integer = integerFrom(literal, type.kind as Parameters<typeof integerFrom>[1]);
    value.writeBigUInt64LE(BigInt.asUintN(64, integer), PAYLOAD);
  }
  return value;
}

/** Copies a wasmtime_component_val_t into JavaScript. It stays wasmtime's to free. */
export function lift(value: Buffer, at = 0, depth = 0): ComponentValue {
  if (depth > MAX_DEPTH) return { unsupported: 'a value nested too deeply' };
  const kind: ValueKind | undefined = VALUE_KINDS[value[at] ?? 0];
  const payload = at + PAYLOAD;
  switch (kind) {
    case 'bool':
      return value[payload] !== 0;
    case 's8':
      return value.readInt8(payload);
    case 'u8':
      return value.readUInt8(payload);
    case 's16':
      return value.readInt16LE(payload);
    case 'u16':
      return value.readUInt16LE(payload);
    case 's32':
      return value.readInt32LE(payload);
    case 'u32':
      return value.readUInt32LE(payload);
    case 's64':
      return value.readBigInt64LE(payload);
    case 'u64':
      return value.readBigUInt64LE(payload);
    case 'f32':
      return value.readFloatLE(payload);
    case 'f64':
      return value.readDoubleLE(payload);
    case 'char':
      return String.fromCodePoint(value.readUInt32LE(payload));
    case 'string':
    case 'enum':
      return bytesOfVec(value, payload).toString('utf8');
    case 'list':
    case 'tuple':
      return readVector(value, payload, sizes.componentValue, (bytes, item) => lift(bytes, item, depth + 1));
    case 'flags':
      return readVector(value, payload, sizes.byteVec, (bytes, item) =>
        bytesOfVec(bytes, item).toString('utf8'),
      );
    case 'record':
      return Object.fromEntries(
        readVector(value, payload, sizes.componentRecordEntry, (bytes, item) => [
          bytesOfVec(bytes, item).toString('utf8'),
          lift(bytes, item + sizes.byteVec, depth + 1),
        ]),
      );
    case 'variant': {
      const name = bytesOfVec(value, payload).toString('utf8');
      return { [name]: boxed(readPointer(value, payload + sizes.byteVec), depth) };
    }
    case 'option':
      return boxed(readPointer(value, payload), depth);
    case 'result': {
      const inner = boxed(readPointer(value, payload + sizes.pointer), depth);
      return value[payload] === 0 ? { err: inner } : { ok: inner };
    }
    default:
      return { unsupported: kind ?? `value of kind ${value[at]}` };
  }
}

function boxed(address: Pointer | null, depth: number): ComponentValue {
  return address === null ? null : lift(copyBytes(address, sizes.componentValue), 0, depth + 1);
}

/** The elements of a vector: `size`, then `data`. */
function readVector<T>(
  value: Buffer,
  at: number,
  stride: number,
  read: (bytes: Buffer, at: number) => T,
): T[] {
  const count = Number(value.readBigUInt64LE(at));
  const bytes = copyBytes(readPointer(value, at + sizes.pointer), count * stride);
  return Array.from({ length: count }, (_, index) => read(bytes, index * stride));
}
