/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Accepted figures.
 */
export interface BaselineJson {
  /**
   * Where this schema is.
   */
  $schema?: string;
  /**
   * Version of this file's shape.
   */
  schema_version: 2;
  /**
   * What figures depend on beside the source, each once under a short name. A metric takes the parts that it depends on.
   */
  bases?: {
    [k: string]: Basis;
  };
  /**
   * Per subject (the name of its folder).
   */
  subjects: {
    /**
     * Accepted figures of one subject. Other keys are kept and listed as uncompared.
     */
    [k: string]: {
      /**
       * Native binary: start to exit, ms. Kept to the letter; written only by name.
       */
      startup_time_ms?: number | null;
      /**
       * Native binary: size, kB. Kept to the letter; written only by name.
       */
      binary_size_kb?: number | null;
      /**
       * Native binary: invocations per second. Kept to the letter; written only by name.
       */
      throughput_invocations_per_sec?: number | null;
      /**
       * Day of the last change.
       */
      timestamp?: string;
      /**
       * Shipped artifact, kB.
       */
      wasm_size_raw_kb?: number | null;
      /**
       * Shipped artifact after gzip -9, kB.
       */
      wasm_size_gzip_kb?: number | null;
      /**
       * Allocator.
       */
      wasm_allocator?: string;
      /**
       * Target triple.
       */
      wasm_target?: string;
      /**
       * Cold start with compilation, P50 on the accepting machine, ms; null until the first accept. For readers of clawft's file; the comparison reads timed.
       */
      wasm_instantiation_cold_ms?: number | null;
      /**
       * Warm start, P50 on the accepting machine, ms; null until the first accept. For readers of clawft's file; the comparison reads timed.
       */
      wasm_instantiation_warm_ms?: number | null;
      /**
       * Exact figures.
       */
      exact?: {
        /**
         * An exact figure.
         */
        [k: string]: {
          /**
           * The figure.
           */
          value: number;
          /**
           * Name of its basis in bases.
           */
          basis: string;
        };
      };
      /**
       * Exact figures under other bases, such as CI's: a set each, by the name that --basis gave it. A run is held against the figure whose basis is its own.
       */
      exact_also?: {
        [k: string]: {
          /**
           * An exact figure.
           */
          [k: string]: {
            /**
             * The figure.
             */
            value: number;
            /**
             * Name of its basis in bases.
             */
            basis: string;
          };
        };
      };
      /**
       * Timed figures, per class of machine. Shown, never gated.
       */
      timed?: {
        [k: string]: {
          /**
           * A timed figure.
           */
          [k: string]: {
            /**
             * P50, ms; of a throughput, invocations a second.
             */
            p50: number;
            /**
             * Fresh processes behind it.
             */
            n: number;
            /**
             * Version of libwasmtime; not of a native program's figures.
             */
            wasmtime?: string;
            /**
             * Version of V8, where that started the guest.
             */
            v8?: string;
          };
        };
      };
      /**
       * The accepted artifact, baseline/shipped.wasm of the subject.
       */
      artifact?: {
        /**
         * SHA-256, in lower-case hexadecimal.
         */
        sha256: string;
        /**
         * Length.
         */
        bytes: number;
        /**
         * Name of the basis in bases that made it.
         */
        basis?: string;
      };
      /**
       * The accepted programs of the host, baseline/native/<bin> of the subject.
       */
      native?: {
        /**
         * A program.
         */
        [k: string]: {
          /**
           * SHA-256, in lower-case hexadecimal.
           */
          sha256: string;
          /**
           * Length.
           */
          bytes: number;
          /**
           * Machine that it runs on, such as x86_64-linux.
           */
          platform: string;
          /**
           * Name of the basis in bases that made it.
           */
          basis?: string;
        };
      };
      [k: string]: unknown;
    };
  };
}
/**
 * What a figure depends on beside the source; a part that has no say in it is absent. Empty: the bytes alone.
 */
export interface Basis {
  /**
   * Identity of what compiled and linked the module.
   */
  toolchain?: string;
  /**
   * C compiler and archiver of native objects; absent: wasmgate.json names none.
   */
  c_compiler?: string;
  /**
   * What worked on the linked module before wasm-opt, such as wasm-bindgen 0.2.106; absent: nothing did.
   */
  postlink?: string;
  /**
   * wasm-opt, its version and its level; absent: not run.
   */
  optimizer?: string;
  /**
   * Name and version of what made the component; absent: nothing did.
   */
  componentizer?: string;
  /**
   * What linked a program of the host.
   */
  linker?: string;
  /**
   * Versions of zlib and brotli, and the architecture.
   */
  compressor?: string;
  /**
   * wasmtime or v8, its version and its compiler.
   */
  engine?: string;
  /**
   * Machine that machine code was made for, such as x64-linux.
   */
  platform?: string;
}
