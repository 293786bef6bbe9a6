import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import { Component, ComponentLinker } from './component.ts';
import { check } from './errors.ts';
import { pointerSlot, readPointer } from './layout.ts';
import { Module, ModuleLinker } from './module.ts';
import type { ArtifactKind } from './preamble.ts';
import { artifactKind } from './preamble.ts';
import type { VerifiedArtifact } from './precompiled.ts';
import type { Native, Pointer } from './prototypes.ts';
import { Store, type StoreOptions } from './store.ts';
import { StubbedModule } from './stubbed-module.ts';

export interface EngineOptions {
  /** Default `on-demand`. */
  readonly allocator?: InstanceAllocator;
  /** Slots of each kind for `pooling`; default 16 (wasmtime's own default of 1,000 costs 2 ms an engine). */
  readonly poolingTotal?: number;
  /** Count fuel. Changes the compiled code: never time such an engine. Default false. */
  readonly fuel?: boolean;
  /** Neither optimize nor look for the best registers: less than half the work, for what is not timed. Default false. */
  readonly compileQuickly?: boolean;
}

/** wasmtime_strategy_t: fuel depends on the compiler, so it is always said. */
const CRANELIFT = 1;
/** wasmtime_opt_level_t and wasmtime_regalloc_algorithm_t. */
const NOT_OPTIMIZED = 0;
const SINGLE_PASS = 1;
const DEFAULT_POOLING_TOTAL = 16;

/** A compiled component or module. */
export type Artifact = Component | Module;
/** What resolves imports: WASI 0.2 for components, preview1 for modules, and nothing else. */
export type Linker = ComponentLinker | ModuleLinker;

/** A wasmtime engine. Close it after everything that came from it. */
export class Engine {
  readonly #native: Native;
  readonly #pointer: Pointer;

  constructor(native: Native, options: EngineOptions = {}) {
    this.#native = native;
    const config = native.wasm_config_new();
    native.wasmtime_config_strategy_set(config, CRANELIFT);
    if (options.compileQuickly === true) {
      native.wasmtime_config_cranelift_opt_level_set(config, NOT_OPTIMIZED);
      native.wasmtime_config_cranelift_regalloc_algorithm_set(config, SINGLE_PASS);
    }
    if (options.fuel === true) native.wasmtime_config_consume_fuel_set(config, true);
    if (options.allocator === 'pooling') {
      usePooling(native, config, options.poolingTotal ?? DEFAULT_POOLING_TOTAL);
    }
    const pointer = native.wasm_engine_new_with_config(config);
    if (pointer === null) throw new Error('wasm_engine_new_with_config returned NULL');
    this.#pointer = pointer;
  }

  /**
   * Parses, validates and compiles a binary.
   * @throws WasmtimeError `invalid`, or `limit` when the pooling allocator has no slot large enough.
   */
  compile(bytes: Uint8Array): Artifact {
    const kind = artifactKind(bytes);
    const slot = pointerSlot();
    const compile = kind === 'component' ? 'wasmtime_component_new' : 'wasmtime_module_new';
    check(this.#native, 'compile', this.#native[compile](this.#pointer, bytes, bytes.length, slot));
    return this.#artifact(kind, slot);
  }

  /**
   * Maps a `.cwasm` from disk. It is native code, and wasmtime loads a damaged one without a word: hence only
   * what `verifyPrecompiled` has seen.
   * @throws WasmtimeError `deserialize`
   */
  deserialize(artifact: VerifiedArtifact): Artifact {
    const slot = pointerSlot();
    const load =
      artifact.kind === 'component'
        ? 'wasmtime_component_deserialize_file'
        : 'wasmtime_module_deserialize_file';
    check(this.#native, 'deserialize', this.#native[load](this.#pointer, artifact.path, slot));
    return this.#artifact(artifact.kind, slot);
  }

  newLinker(kind: ArtifactKind): Linker {
    return kind === 'component'
      ? new ComponentLinker(this.#native, this.#pointer)
      : new ModuleLinker(this.#native, this.#pointer);
  }

  /** Throws TypeError for a component, whose imports have no stubs. */
  withStubs(artifact: Artifact): StubbedModule {
    return new StubbedModule(this.#native, this.#pointer, artifact);
  }

  newStore(options?: StoreOptions): Store {
    return new Store(this.#native, this.#pointer, options);
  }

  close(): void {
    this.#native.wasm_engine_delete(this.#pointer);
  }

  #artifact(kind: ArtifactKind, slot: Buffer): Artifact {
    const pointer = readPointer(slot);
    if (pointer === null) throw new Error('wasmtime reported success without an artifact');
    return kind === 'component' ? new Component(this.#native, pointer) : new Module(this.#native, pointer);
  }
}

function usePooling(native: Native, config: Pointer | null, total: number): void {
  const pooling = native.wasmtime_pooling_allocation_config_new();
  native.wasmtime_pooling_allocation_config_total_core_instances_set(pooling, total);
  native.wasmtime_pooling_allocation_config_total_component_instances_set(pooling, total);
  native.wasmtime_pooling_allocation_config_total_memories_set(pooling, total);
  native.wasmtime_pooling_allocation_config_total_tables_set(pooling, total);
  native.wasmtime_pooling_allocation_config_total_stacks_set(pooling, total);
  native.wasmtime_pooling_allocation_config_total_gc_heaps_set(pooling, total);
  native.wasmtime_pooling_allocation_strategy_set(config, pooling);
  native.wasmtime_pooling_allocation_config_delete(pooling);
}
