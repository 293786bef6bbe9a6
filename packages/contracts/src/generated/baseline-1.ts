/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Accepted figures, as written before version 2: read, and migrated by wasmgate migrate.
 */
export interface BaselineJsonVersion1 {
  /**
   * Where this schema is.
   */
  $schema?: string;
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
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
           * What it depends on beside the source, in a line.
           */
          basis: string;
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
        };
      };
      toolchain?: Toolchain;
      [k: string]: unknown;
    };
  };
}
/**
 * What turns source into bytes, without any path of this machine.
 */
export interface Toolchain {
  /**
   * Where Rust comes from: Debian packages in a private prefix, rustup, another rustc on this machine, or nothing (a prebuilt file).
   */
  provider: 'debian' | 'rustup' | 'system' | 'prebuilt';
  /**
   * Machine that the tools run on, such as x86_64-linux.
   */
  platform: string;
  /**
   * Version of rustc with its commit, such as 1.97.1 (abc123 2026-07-01).
   */
  rustc: string;
  /**
   * Version of cargo.
   */
  cargo: string;
  /**
   * Which build of the WebAssembly standard library, such as debian 1.97.1+dfsg1-1.
   */
  std: string;
  /**
   * Name and version of the linker.
   */
  linker: string;
  /**
   * One line that stands for all of the above: two toolchains with the same identity give the same bytes.
   */
  identity: string;
}
