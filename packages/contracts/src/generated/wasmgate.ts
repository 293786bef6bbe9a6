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
   * The crate to build.
   */
  crate?: {
    /**
     * Its Cargo.toml, inside the subject.
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
  };
  /**
   * A prebuilt .wasm inside prebuilt/, instead of a crate.
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
  };
  /**
   * Exports that must be there.
   */
  exports?: string[];
  /**
   * Calls to time and to count fuel of, such as init() or add(1, 2).
   */
  invoke?: string[];
  /**
   * Absolute limits, per metric.
   */
  budgets?: {
    /**
     * An absolute limit in the metric's unit.
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
        };
  };
  /**
   * Tolerances, per metric.
   */
  policy?: {
    /**
     * How a metric is compared.
     */
    [k: string]: {
      /**
       * How much worse it may be, such as 2%, or 0.
       */
      tolerance: string;
    };
  };
  /**
   * Excluded features.
   */
  features?: {
    /**
     * Evidence that the check demands. Default: units and names for a crate, the best there is for a file.
     */
    require?: ('units' | 'names' | 'imports' | 'strings')[];
    /**
     * The groups.
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
       */
      crates?: string[];
      /**
       * Module paths that must not be in, such as std::process.
       */
      paths?: string[];
      /**
       * Imports that must not be in; * stands for anything.
       */
      imports?: string[];
      /**
       * Substrings that must not be in names or strings, as in clawft's script.
       */
      patterns?: string[];
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
  };
}
