/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by the task environment: what will build. Its bytes key the task build.
 */
export interface ToolchainJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  toolchain: Toolchain;
}
/**
 * What builds.
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
