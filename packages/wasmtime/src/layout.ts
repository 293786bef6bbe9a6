import type { Pointer } from './prototypes.ts';

/**
 * Sizes in bytes of the C structures of wasmtime 49 on 64-bit targets (measured with a C compiler's rules
 * through wasmtime's own Python bindings). `instance` and `func` are given room to spare.
 */
export const sizes = {
  pointer: 8,
  byteVec: 16,
  /** wasmtime_component_val_t: kind (u8) at 0, payload at 8. */
  componentValue: 32,
  /** wasm_name_t followed by a wasmtime_component_val_t. */
  componentRecordEntry: 48,
  /** wasmtime_component_valtype_t: kind (u8) at 0, pointer at 8. */
  componentValueType: 16,
  /** wasmtime_val_t: kind (u8) at 0, payload at 8 (16 bytes for v128, 24 for references). */
  coreValue: 32,
  /** wasmtime_extern_t: kind (u8) at 0, payload at 8. */
  extern: 32,
  opaque: 64,
} as const;

/** Offset of the payload in a value, a value type or an extern. */
export const PAYLOAD = 8;

/** Reads a pointer out of a buffer; `null` for NULL. */
export function readPointer(buffer: Buffer, offset = 0): Pointer | null {
  const address = buffer.readBigUInt64LE(offset);
  return address === 0n ? null : address;
}

/**
 * Room for what a C function reads or fills in, zeroed. V8 gives a small typed array its own memory only when somebody asks
 * for it, which would be koffi, inside a call that is timed: 0.25 µs each on our machine.
 */
export function room(bytes: number): Buffer {
  return Buffer.from(new ArrayBuffer(bytes));
}

/** Room for one pointer that a C function fills in. */
export function pointerSlot(): Buffer {
  return room(sizes.pointer);
}

/** A structure whose fields are nobody's business: wasmtime_instance_t, wasmtime_component_func_t, … */
export function opaqueSlot(): Buffer {
  return room(sizes.opaque);
}
