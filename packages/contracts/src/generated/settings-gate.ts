/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * What the tasks regression-compare and verify are told: all limits, and what must have been answered. Written by the task settings; its bytes are part of the key.
 */
export interface SettingsGateJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject.
   */
  subject: string;
  /**
   * What of wasmgate.json counts.
   */
  config: {
    budgets?: Budgets;
    policy?: Policy;
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
  };
  /**
   * Names of the feature groups that must have an answer.
   *
   * Items: Name of a group.
   */
  groups: string[];
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
   * Exceptions of features, and whether they still count.
   *
   * Items: An exception.
   */
  exceptions: {
    /**
     * Name of the group.
     */
    group: string;
    /**
     * The rule that it is for; absent: any of the group.
     */
    rule?: string;
    /**
     * Text of the evidence, with * as wildcard.
     */
    match: string;
    /**
     * Why it is accepted.
     */
    reason: string;
    /**
     * Who answers for it.
     */
    owner: string;
    /**
     * Last day on which it counts, in UTC.
     */
    expires: string;
    /**
     * True when that day is over.
     */
    ended: boolean;
  }[];
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
