/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * The toolchains that this workspace is known to work with.
 */
export interface ToolchainLockJson {
  /**
   * Where this schema is.
   */
  $schema?: string;
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Per provider and platform (debian/x86_64-linux): what builds there.
   */
  rust: {
    /**
     * One toolchain.
     */
    [k: string]: {
      /**
       * True when wasmgate was really run with it.
       */
      tried: boolean;
      toolchain: Toolchain;
    };
  };
  /**
   * Key in rust of the toolchain that is answered in locked mode where the platform has several.
   */
  preferred: string;
  /**
   * The Debian suite that has Rust for WebAssembly.
   */
  debian: {
    /**
     * Codename of the suite.
     */
    suite: string;
    /**
     * Packages to ask for.
     */
    packages: string[];
    /**
     * Packages of the closure that are not needed: exact names, or a prefix that ends in *.
     */
    leave_out: string[];
  };
  /**
   * wasmtime, from wheels.
   */
  wasmtime: {
    /**
     * Version of the library and the command line.
     */
    version: string;
    /**
     * pip requirement lines with all hashes.
     *
     * Items: A wheel.
     */
    requirements: {
      /**
       * Name on PyPI.
       */
      name: string;
      /**
       * Hashes of its files for all platforms.
       *
       * @minItems 1
       *
       * Items: SHA-256, in lower-case hexadecimal.
       */
      sha256: string[];
    }[];
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
