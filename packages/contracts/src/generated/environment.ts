/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by the task environment, one for the workspace: what can build and measure each subject here, and the day. The only place where what lies outside the repository is looked at.
 */
export interface EnvironmentJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * The day on which it was written, in UTC: decides which exceptions have ended.
   */
  day: string;
  host: Host;
  /**
   * Version of V8, the engine of Node, for subjects that are started in it.
   */
  v8: string;
  /**
   * By name.
   */
  subjects: {
    /**
     * What one subject gets.
     */
    [k: string]: {
      /**
       * What builds it; null when it is not here.
       */
      toolchain: Toolchain | null;
      /**
       * Why there is no toolchain; null when there is one.
       */
      absent: {
        /**
         * What is missing.
         */
        message: string;
        /**
         * How to put it right; empty when nothing is known.
         */
        fix: string;
        /**
         * Differs in every run while the task settings may still install it; null when it may not.
         */
        stamp: string | null;
      } | null;
      /**
       * What cargo reads outside the subject; null for a prebuilt file, and when wasmgate.json cannot be read.
       */
      cargo: CargoFacts | null;
    };
  };
  /**
   * What compresses: versions of zlib and brotli, and the architecture.
   */
  compressor: string;
}
/**
 * The class of machine that measures with wasmtime.
 */
export interface Host {
  /**
   * OS, architecture, CPU model, cores available and the engine, or what WASMGATE_HOST_CLASS says.
   */
  host_class: string;
  /**
   * Operating system as Node names it, such as linux.
   */
  os: string;
  /**
   * Architecture as Node names it, such as x64.
   */
  arch: string;
  /**
   * CPU model.
   */
  cpu_model: string;
  /**
   * Cores available to this process.
   */
  cores: number;
  /**
   * What starts guests, with its version, such as wasmtime 49.0.0; none where nothing does.
   */
  engine: string;
  /**
   * True when WASMGATE_HOST_CLASS named the class.
   */
  overridden: boolean;
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
/**
 * What lies outside a subject and changes what cargo makes of it, without any path of this machine or any credential.
 */
export interface CargoFacts {
  /**
   * cargo's configuration of all levels together, as far as it can change bytes, by dotted key. Of what sets variables a hash of the value.
   */
  config: {
    [k: string]: unknown;
  };
  /**
   * Keys of the configuration that wasm-build refuses.
   */
  refused: string[];
  /**
   * Variables of cargo's families that reach the compiler.
   */
  variables: {
    [k: string]: string;
  };
  /**
   * Which C compiler and archiver crate.c_compiler stands for; null when none is named or it is not here.
   */
  c_compiler: string | null;
  /**
   * Which tool the first word of postlink stands for; null when it is not here, absent when none is named.
   */
  postlink?: string | null;
  /**
   * The channel that a rust-toolchain.toml pins, in the crate's folder or above it, such as 1.93; null without one.
   */
  pinned: string | null;
}
