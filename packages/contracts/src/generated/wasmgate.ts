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
   * Programs of the crate that are built for the host as well and measured from spawn to exit. Only for a crate.
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
     */
    args?: string[];
  }[];
  /**
   * Absolute limits, per metric: none may be above.
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
   * Excluded features, and what must be there.
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
       * Functions that must not be in, by their whole path, such as std::process::Command::spawn, or by their name where they have no path.
       */
      functions?: string[];
      /**
       * Imports that must not be in; * stands for anything.
       */
      imports?: string[];
      /**
       * Substrings that must not be in names or strings, as in clawft's script.
       */
      patterns?: string[];
      /**
       * Texts that must not be in data or custom sections; names do not count. Case-insensitive.
       */
      strings?: string[];
      /**
       * Rules with a reason of their own, beside the lists above.
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
       */
      exports?: string[];
      /**
       * Imports of the artifact itself, written as import rules are.
       */
      imports?: string[];
    };
    /**
     * Evidence that is accepted until a day.
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
