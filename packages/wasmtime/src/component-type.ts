import { PAYLOAD, readPointer, sizes } from './layout.ts';
import type { Native, Pointer } from './prototypes.ts';

/** wasmtime_component_valtype_kind_t by number. Not the numbering of values: see component-value.ts. */
const TYPE_KINDS = [
  'bool',
  's8',
  's16',
  's32',
  's64',
  'u8',
  'u16',
  'u32',
  'u64',
  'f32',
  'f64',
  'char',
  'string',
  'list',
] as const;

/** A parameter's type, as far as literals can be passed for it. */
export type ComponentType =
  | { readonly kind: Exclude<(typeof TYPE_KINDS)[number], 'list'> }
  | { readonly kind: 'list'; readonly element: ComponentType }
  | { readonly kind: 'unsupported' };

/** What a component function takes and whether it returns anything. */
export interface Signature {
  readonly params: readonly ComponentType[];
  readonly hasResult: boolean;
}

const MAX_DEPTH = 32;

/** Reads and frees a wasmtime_component_func_type_t. */
export function takeSignature(native: Native, type: Pointer | null): Signature {
  const count = native.wasmtime_component_func_type_param_count(type);
  const params = Array.from({ length: Number(count) }, (_, index) =>
    takeType(native, 0, (slot) => {
      const unusedName = Buffer.alloc(sizes.pointer);
      const unusedLength = Buffer.alloc(sizes.pointer);
      native.wasmtime_component_func_type_param_nth(type, index, unusedName, unusedLength, slot);
    }),
  );
  const result = Buffer.alloc(sizes.componentValueType);
  const hasResult = native.wasmtime_component_func_type_result(type, result);
  if (hasResult) native.wasmtime_component_valtype_delete(result);
  native.wasmtime_component_func_type_delete(type);
  return { params, hasResult };
}

function takeType(native: Native, depth: number, fill: (slot: Buffer) => void): ComponentType {
  const slot = Buffer.alloc(sizes.componentValueType);
  fill(slot);
  const kind = TYPE_KINDS[slot[0] ?? 0];
  const list = readPointer(slot, PAYLOAD);
  try {
    if (kind === undefined || depth > MAX_DEPTH) return { kind: 'unsupported' };
    if (kind !== 'list') return { kind };
    const element = takeType(native, depth + 1, (inner) =>
      native.wasmtime_component_list_type_element(list, inner),
    );
    return { kind, element };
  } finally {
    native.wasmtime_component_valtype_delete(slot);
  }
}
