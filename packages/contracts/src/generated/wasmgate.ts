/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Configuration of a subject.
 */
export interface WasmgateJson {
  /**
   * Where this schema is.
   */
  $schema?: string;
  /**
   * Folder of the subject whose variant this is, where schemas/variant.schema.json says what may stand beside it.
   */
  extends?: string;
  /**
   * The crate to build.
   */
  crate?: {
    /**
     * Its Cargo.toml: in the subject, or elsewhere in the repository, such as ../../crates/app/Cargo.toml.
     */
    manifest: string;
    /**
     * Target triple. wasm32-wasip2 becomes a component.
     */
    target: 'wasm32-wasip1' | 'wasm32-wasip2' | 'wasm32-unknown-unknown';
    /**
     * cargo profile.
     */
    profile: string;
    /**
     * cargo features.
     *
     * @maxItems 1000
     */
    features?: string[];
    /**
     * False: without the default features.
     */
    default_features?: boolean;
    /**
     * Package to build, when the manifest is a workspace.
     */
    package?: string;
    /**
     * Variables that the crate reads when it is compiled (env!, option_env!, build scripts). No other of the user's reaches it. The task build in the subject's turbo.json names them under env as well.
     *
     * @maxItems 256
     */
    env?: string[];
    /**
     * Command that compiles the crate's C for WebAssembly, such as clang: which one it is keys the build. Needed when native objects are linked.
     */
    c_compiler?: string;
  };
  /**
   * A prebuilt .wasm instead of a crate: in prebuilt/, or elsewhere in the repository where the inputs of the task build in the subject's turbo.json name it.
   */
  wasm?: string;
  /**
   * wasm-opt.
   */
  optimize?: {
    /**
     * Level; none: what is linked is what ships. Default: Oz for a crate, none for a prebuilt file.
     */
    level: 'O0' | 'O1' | 'O2' | 'O3' | 'O4' | 'Os' | 'Oz' | 'none';
    /**
     * Features of WebAssembly that wasm-opt may read and write (its --enable-…), beside those that the module shows: by its target_features section, else by its code.
     *
     * @maxItems 28
     */
    features?: (
      | 'acquire-release-atomics'
      | 'bulk-memory'
      | 'bulk-memory-opt'
      | 'call-indirect-overlong'
      | 'compact-imports'
      | 'custom-descriptors'
      | 'custom-page-sizes'
      | 'exception-handling'
      | 'extended-const'
      | 'fp16'
      | 'gc'
      | 'memory64'
      | 'multibyte'
      | 'multimemory'
      | 'multivalue'
      | 'mutable-globals'
      | 'nontrapping-float-to-int'
      | 'reference-types'
      | 'relaxed-atomics'
      | 'relaxed-simd'
      | 'shared-everything'
      | 'sign-ext'
      | 'simd'
      | 'stack-switching'
      | 'strings'
      | 'tail-call'
      | 'threads'
      | 'wide-arithmetic'
    )[];
    /**
     * Custom sections that are left out of what ships, at any depth, by name, such as component-name. Default: none, for tools read them: stack traces, debuggers, auditors.
     *
     * @maxItems 64
     *
     * Items: A name; not what a loader or a componentizer reads.
     */
    drop_sections?: string[];
  };
  /**
   * A command that turns the linked module into the one that wasm-opt reads, such as wasm-bindgen's: ["wasm-bindgen", "--out-dir", "{output_dir}", "{input}"]. Its first word is a command on PATH; no shell reads it. {input}: the module; {output}: the .wasm that it writes, or {output_dir}: a folder in which it writes one. What else it writes is dropped. Only for a crate.
   *
   * @minItems 2
   * @maxItems 256
   */
  postlink?: string[];
  /**
   * Exports that must be there; or why there are none.
   */
  exports?:
    | string[]
    | {
        /**
         * Why an artifact that exports nothing is accepted. Shown each time.
         */
        none: string;
      };
  /**
   * Calls to time and to count fuel of, such as init() or add(1, 2).
   *
   * @maxItems 100
   */
  invoke?: string[];
  /**
   * What starts the guest. Default: wasmtime.
   */
  startup?: {
    /**
     * v8: Node, with stubs for all imports; for core modules that a browser loads. off: nothing starts it, and no figure of a start exists.
     */
    engine: 'wasmtime' | 'v8' | 'off';
    /**
     * Why nothing starts it (off). Shown each time.
     */
    reason?: string;
  };
  /**
   * What the task memory is told.
   */
  memory?: {
    /**
     * Exports that keep memory from call to call, each with the reason.
     */
    may_leak?: {
      /**
       * Why it may.
       */
      [k: string]: string;
    };
    /**
     * Why it is not counted. Shown each time. Nothing that is not started (startup) is counted either.
     */
    off?: string;
  };
  /**
   * Programs of the crate that are built for the host as well and measured from spawn to exit. Only for a crate.
   *
   * @maxItems 64
   *
   * Items: A program.
   */
  native?: {
    /**
     * Its [[bin]] in Cargo.toml.
     */
    bin: string;
    /**
     * What it is given each time. Default: nothing. It must exit 0.
     *
     * @maxItems 256
     */
    args?: string[];
  }[];
  budgets?: Budgets;
  policy?: Policy;
  /**
   * Why a limit is looser than it was, by its name as wasmgate baseline --diff shows it, or by what it lies in. A reason counts in the change that brings or rewords it.
   */
  loosened?: {
    /**
     * The reason.
     */
    [k: string]: string;
  };
  /**
   * Excluded features, and what must be there.
   */
  features?: {
    /**
     * Evidence that the check demands. Default: units and names for a crate, the best there is for a file.
     *
     * @maxItems 4
     */
    require?: ('units' | 'names' | 'imports' | 'strings')[];
    /**
     * The groups: with at most 500 rules in all.
     *
     * @maxItems 200
     *
     * Items: A group.
     */
    groups: {
      /**
       * Name.
       */
      name: string;
      /**
       * Crates that must not be in.
       *
       * @maxItems 500
       */
      crates?: string[];
      /**
       * Module paths that must not be in, such as std::process.
       *
       * @maxItems 500
       */
      paths?: string[];
      /**
       * Functions that must not be in, by their whole path, such as std::process::Command::spawn, or by their name where they have no path.
       *
       * @maxItems 500
       */
      functions?: string[];
      /**
       * Imports that must not be in; * stands for anything.
       *
       * @maxItems 500
       */
      imports?: string[];
      /**
       * Substrings that must not be in names or strings, as in clawft's script.
       *
       * @maxItems 500
       */
      patterns?: string[];
      /**
       * Texts that must not be in data or custom sections; names do not count. Case-insensitive.
       *
       * @maxItems 500
       */
      strings?: string[];
      /**
       * Rules with a reason of their own, beside the lists above.
       *
       * @maxItems 500
       *
       * Items: One rule: exactly one of crate, path, function, import, pattern and string.
       */
      rules?: {
        /**
         * As an entry of crates.
         */
        crate?: string;
        /**
         * As an entry of paths.
         */
        path?: string;
        /**
         * As an entry of functions.
         */
        function?: string;
        /**
         * As an entry of imports.
         */
        import?: string;
        /**
         * As an entry of patterns.
         */
        pattern?: string;
        /**
         * As an entry of strings.
         */
        string?: string;
        /**
         * Why this is excluded, where the group's reason does not say it.
         */
        reason?: string;
        /**
         * What to use instead of this.
         */
        instead?: string;
      }[];
      /**
       * What a bare string that mentions it means. Default: fail.
       */
      mention?: 'fail' | 'warn';
      /**
       * Why it is excluded.
       */
      reason?: string;
      /**
       * What to use instead.
       */
      instead?: string;
    }[];
    /**
     * What the artifact must have; * stands for anything.
     */
    required?: {
      /**
       * Exports of the artifact itself, such as wasi:http/incoming-handler@*.
       *
       * @maxItems 1000
       */
      exports?: string[];
      /**
       * Imports of the artifact itself, written as import rules are.
       *
       * @maxItems 1000
       */
      imports?: string[];
    };
    /**
     * Evidence that is accepted until a day.
     *
     * @maxItems 1000
     *
     * Items: An exception.
     */
    exceptions?: {
      /**
       * Name of the group.
       */
      group: string;
      /**
       * The rule that may be broken, as the group writes it. Default: any rule of the group.
       */
      rule?: string;
      /**
       * Evidence that is excepted: its text as the report shows it; * stands for anything.
       */
      match: string;
      /**
       * Why it is accepted for now.
       */
      reason: string;
      /**
       * Who answers for it.
       */
      owner: string;
      /**
       * The last day on which it counts, in UTC: YYYY-MM-DD.
       */
      expires: string;
    }[];
  };
}
/**
 * Absolute limits, per metric: none may be above.
 */
export interface Budgets {
  /**
   * length of what ships, kB of 1,024 B.
   */
  wasm_size_raw_kb?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * what ships after gzip -9.
   */
  wasm_size_gzip_kb?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * what ships after brotli 11.
   */
  wasm_size_brotli_kb?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * exports of what ships.
   */
  wasm_exports?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * imports of what ships.
   */
  wasm_imports?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * least memory, pages of 64 KiB.
   */
  wasm_memory_pages?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * least elements of all tables.
   */
  wasm_table_elements?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * bytes of all data segments.
   */
  wasm_data_bytes?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * length of the compiled `.cwasm`.
   */
  wasm_cwasm_bytes?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * the most bytes that live at once, until the last call of `invoke` returned.
   */
  wasm_heap_peak_bytes?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * bytes that live after the last call of `invoke`.
   */
  wasm_heap_live_bytes?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * linear memory after the last call of `invoke`, pages of 64 KiB.
   */
  wasm_heap_pages?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * bytes that each call of `invoke` leaves when it is made again and again, of all calls.
   */
  wasm_heap_leaked_bytes?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * part of the heap that no block covers at the peak of 10,000 mixed allocations.
   */
  wasm_heap_fragmentation_pct?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * cold start with compilation, on-demand, P50 of fresh processes; compared in V8 alone.
   */
  wasm_instantiation_cold_ms?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * cold start from a `.cwasm`, on-demand, P50 of fresh processes.
   */
  wasm_cold_aot_ms?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * instantiating again, on-demand, P50.
   */
  wasm_instantiation_warm_ms?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * cold start with compilation, pooling, P50 of fresh processes.
   */
  wasm_instantiation_cold_pooling_ms?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * cold start from a `.cwasm`, pooling, P50 of fresh processes.
   */
  wasm_cold_aot_pooling_ms?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * instantiating again, pooling, P50.
   */
  wasm_instantiation_warm_pooling_ms?:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      };
  /**
   * WebAssembly operations until this call of `invoke` returns; `first_instance`: until there is an instance.
   *
   * This interface was referenced by `Budgets`'s JSON-Schema definition
   * via the `patternProperty` "^wasm_fuel_[A-Za-z0-9_-]+$".
   *
   * bytes that allocations and reallocations ask for: until there is an instance, in `initialize`, in this call of `invoke`.
   *
   * This interface was referenced by `Budgets`'s JSON-Schema definition
   * via the `patternProperty` "^wasm_heap_bytes_[A-Za-z0-9_-]+$".
   *
   * how many these are.
   *
   * This interface was referenced by `Budgets`'s JSON-Schema definition
   * via the `patternProperty` "^wasm_heap_allocations_[A-Za-z0-9_-]+$".
   *
   * length of a stripped program of the host.
   *
   * This interface was referenced by `Budgets`'s JSON-Schema definition
   * via the `patternProperty` "^native\.[A-Za-z0-9_-]+\.binary_size_kb$".
   *
   * a program of the host from spawn to exit, P50 of fresh processes.
   *
   * This interface was referenced by `Budgets`'s JSON-Schema definition
   * via the `patternProperty` "^native\.[A-Za-z0-9_-]+\.startup_time_ms$".
   *
   * the most memory of a program of the host that was resident at once, P50 of fresh processes.
   *
   * This interface was referenced by `Budgets`'s JSON-Schema definition
   * via the `patternProperty` "^native\.[A-Za-z0-9_-]+\.peak_rss_kb$".
   */
  [k: string]:
    | number
    | {
        /**
         * The limit.
         */
        max: number;
        /**
         * Why being over it is accepted.
         */
        waive?: string;
      }
    | undefined;
}
/**
 * Tolerances, per metric.
 */
export interface Policy {
  wasm_size_raw_kb?: Tolerance;
  wasm_size_gzip_kb?: Tolerance1;
  wasm_size_brotli_kb?: Tolerance2;
  wasm_exports?: Tolerance3;
  wasm_imports?: Tolerance4;
  wasm_memory_pages?: Tolerance5;
  wasm_table_elements?: Tolerance6;
  wasm_data_bytes?: Tolerance7;
  wasm_cwasm_bytes?: Tolerance8;
  wasm_heap_peak_bytes?: Tolerance9;
  wasm_heap_live_bytes?: Tolerance10;
  wasm_heap_pages?: Tolerance11;
  wasm_heap_leaked_bytes?: Tolerance12;
  wasm_heap_fragmentation_pct?: Tolerance13;
  [k: string]:
    | Tolerance14
    | Tolerance15
    | Tolerance16
    | Tolerance17
    | Tolerance
    | Tolerance1
    | Tolerance2
    | Tolerance3
    | Tolerance4
    | Tolerance5
    | Tolerance6
    | Tolerance7
    | Tolerance8
    | Tolerance9
    | Tolerance10
    | Tolerance11
    | Tolerance12
    | Tolerance13
    | undefined;
}
/**
 * length of what ships, kB of 1,024 B.
 */
export interface Tolerance {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * what ships after gzip -9.
 */
export interface Tolerance1 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * what ships after brotli 11.
 */
export interface Tolerance2 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * exports of what ships.
 */
export interface Tolerance3 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * imports of what ships.
 */
export interface Tolerance4 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * least memory, pages of 64 KiB.
 */
export interface Tolerance5 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * least elements of all tables.
 */
export interface Tolerance6 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * bytes of all data segments.
 */
export interface Tolerance7 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * length of the compiled `.cwasm`.
 */
export interface Tolerance8 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * the most bytes that live at once, until the last call of `invoke` returned.
 */
export interface Tolerance9 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * bytes that live after the last call of `invoke`.
 */
export interface Tolerance10 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * linear memory after the last call of `invoke`, pages of 64 KiB.
 */
export interface Tolerance11 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * bytes that each call of `invoke` leaves when it is made again and again, of all calls.
 */
export interface Tolerance12 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * part of the heap that no block covers at the peak of 10,000 mixed allocations.
 */
export interface Tolerance13 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * WebAssembly operations until this call of `invoke` returns; `first_instance`: until there is an instance.
 *
 * This interface was referenced by `Policy`'s JSON-Schema definition
 * via the `patternProperty` "^wasm_fuel_[A-Za-z0-9_-]+$".
 */
export interface Tolerance14 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * bytes that allocations and reallocations ask for: until there is an instance, in `initialize`, in this call of `invoke`.
 *
 * This interface was referenced by `Policy`'s JSON-Schema definition
 * via the `patternProperty` "^wasm_heap_bytes_[A-Za-z0-9_-]+$".
 */
export interface Tolerance15 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * how many these are.
 *
 * This interface was referenced by `Policy`'s JSON-Schema definition
 * via the `patternProperty` "^wasm_heap_allocations_[A-Za-z0-9_-]+$".
 */
export interface Tolerance16 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
/**
 * length of a stripped program of the host.
 *
 * This interface was referenced by `Policy`'s JSON-Schema definition
 * via the `patternProperty` "^native\.[A-Za-z0-9_-]+\.binary_size_kb$".
 */
export interface Tolerance17 {
  /**
   * How much worse it may be, such as 2%, or 0.
   */
  tolerance: string;
}
