/**
 * The part of wasmtime's C API that is called, as C prototypes.
 *
 * Every pointer is written `void*`: structures are passed as buffers that are at least as large as the C
 * structure (sizes in layout.ts), so that a prototype never depends on a struct declaration.
 * Source: the C headers of wasmtime 49 (wasm.h, wasi.h, wasmtime/*.h, wasmtime/component/*.h).
 */
export const prototypes = [
  'void* wasm_config_new()',
  'void wasmtime_config_consume_fuel_set(void*, bool)',
  'void wasmtime_config_strategy_set(void*, uint8_t)',
  'void wasmtime_config_cranelift_opt_level_set(void*, uint8_t)',
  'void wasmtime_config_cranelift_regalloc_algorithm_set(void*, uint8_t)',
  'void* wasmtime_pooling_allocation_config_new()',
  'void wasmtime_pooling_allocation_config_delete(void*)',
  'void wasmtime_pooling_allocation_config_total_core_instances_set(void*, uint32_t)',
  'void wasmtime_pooling_allocation_config_total_component_instances_set(void*, uint32_t)',
  'void wasmtime_pooling_allocation_config_total_memories_set(void*, uint32_t)',
  'void wasmtime_pooling_allocation_config_total_tables_set(void*, uint32_t)',
  'void wasmtime_pooling_allocation_config_total_stacks_set(void*, uint32_t)',
  'void wasmtime_pooling_allocation_config_total_gc_heaps_set(void*, uint32_t)',
  'void wasmtime_pooling_allocation_strategy_set(void*, void*)',
  'void* wasm_engine_new_with_config(void*)',
  'void wasm_engine_delete(void*)',

  'void* wasmtime_module_new(void*, void*, size_t, void*)',
  'void* wasmtime_module_serialize(void*, void*)',
  'void* wasmtime_module_deserialize_file(void*, const char*, void*)',
  'void wasmtime_module_delete(void*)',
  'void* wasmtime_linker_new(void*)',
  'void* wasmtime_linker_define_wasi(void*)',
  'void* wasmtime_linker_define_unknown_imports_as_traps(void*, void*)',
  'void* wasmtime_linker_define_unknown_imports_as_default_values(void*, void*, void*)',
  'void* wasmtime_linker_instantiate(void*, void*, void*, void*, void*)',
  'void* wasmtime_linker_instantiate_pre(void*, void*, void*)',
  'void wasmtime_linker_delete(void*)',
  'void* wasmtime_instance_pre_instantiate(void*, void*, void*, void*)',
  'void wasmtime_instance_pre_delete(void*)',
  'bool wasmtime_instance_export_get(void*, void*, void*, size_t, void*)',
  'void wasmtime_extern_delete(void*)',
  'void* wasmtime_func_type(void*, void*)',
  'void* wasm_functype_params(void*)',
  'void* wasm_functype_results(void*)',
  'void wasm_functype_delete(void*)',
  'uint8_t wasm_valtype_kind(void*)',
  'void* wasmtime_memory_data(void*, void*)',
  'size_t wasmtime_memory_data_size(void*, void*)',
  'void* wasmtime_func_call(void*, void*, void*, size_t, void*, size_t, void*)',

  'void* wasmtime_component_new(void*, void*, size_t, void*)',
  'void* wasmtime_component_serialize(void*, void*)',
  'void* wasmtime_component_deserialize_file(void*, const char*, void*)',
  'void wasmtime_component_delete(void*)',
  'void* wasmtime_component_linker_new(void*)',
  'void* wasmtime_component_linker_add_wasip2(void*)',
  'void* wasmtime_component_linker_define_unknown_imports_as_traps(void*, void*)',
  'void* wasmtime_component_linker_instantiate(void*, void*, void*, void*)',
  'void wasmtime_component_linker_delete(void*)',
  'void* wasmtime_component_get_export_index(void*, void*, void*, size_t)',
  'void wasmtime_component_export_index_delete(void*)',
  'bool wasmtime_component_instance_get_func(void*, void*, void*, void*)',
  'void* wasmtime_component_func_type(void*, void*)',
  'size_t wasmtime_component_func_type_param_count(void*)',
  'bool wasmtime_component_func_type_param_nth(void*, size_t, void*, void*, void*)',
  'bool wasmtime_component_func_type_result(void*, void*)',
  'void wasmtime_component_func_type_delete(void*)',
  'void wasmtime_component_valtype_delete(void*)',
  'void wasmtime_component_list_type_element(void*, void*)',
  'void* wasmtime_component_func_call(void*, void*, void*, size_t, void*, size_t)',
  'void wasmtime_component_vallist_new_uninit(void*, size_t)',
  'void wasmtime_component_val_delete(void*)',

  'void* wasmtime_store_new(void*, void*, void*)',
  'void* wasmtime_store_context(void*)',
  'void wasmtime_store_limiter(void*, int64_t, int64_t, int64_t, int64_t, int64_t)',
  'void wasmtime_store_delete(void*)',
  'void* wasi_config_new()',
  'void* wasmtime_context_set_wasi(void*, void*)',
  'void* wasmtime_context_set_fuel(void*, uint64_t)',
  'void* wasmtime_context_get_fuel(void*, void*)',

  'void wasmtime_error_message(void*, void*)',
  'bool wasmtime_error_exit_status(void*, void*)',
  'void wasmtime_error_delete(void*)',
  'void wasm_trap_message(void*, void*)',
  'void wasm_trap_delete(void*)',
  'void wasm_byte_vec_new(void*, size_t, void*)',
  'void wasm_byte_vec_new_empty(void*)',
  'void wasm_byte_vec_delete(void*)',
] as const;

/** An address in this process. koffi gives `null` for NULL. */
export type Pointer = bigint;

type Prototype = (typeof prototypes)[number];
type NameOf<P extends string> = P extends `${string}* ${infer N}(${string}`
  ? N
  : P extends `${string} ${infer N}(${string}`
    ? N
    : never;
type ResultOf<P extends string> = P extends `void* ${string}`
  ? Pointer | null
  : P extends `void ${string}`
    ? void
    : P extends `bool ${string}`
      ? boolean
      : number;
/** What koffi accepts for the argument types above. */
export type Argument = Pointer | number | boolean | string | Uint8Array | null;

/** One typed function a prototype, by its C name. */
export type Native = {
  readonly [P in Prototype as NameOf<P>]: (...args: Argument[]) => ResultOf<P>;
};

/** The C name in a prototype: the word before the bracket. */
export function functionName(prototype: string): string {
  return /(\w+)\(/.exec(prototype)?.[1] ?? prototype;
}
