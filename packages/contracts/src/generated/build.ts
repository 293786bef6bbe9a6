/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by the task build.
 */
export interface BuildJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject.
   */
  subject: string;
  /**
   * SHA-256 of the bytes that this report speaks of: those of the shipped artifact, or of the file given.
   */
  artifact_sha256: string;
  /**
   * module: a core WebAssembly module; component: a WebAssembly component.
   */
  kind: 'module' | 'component';
  /**
   * The crate that was built; null for a prebuilt file.
   */
  crate: {
    /**
     * Name.
     */
    name: string;
    /**
     * Version.
     */
    version: string;
    /**
     * Target triple.
     */
    target: string;
    /**
     * cargo profile.
     */
    profile: string;
    /**
     * cargo features.
     */
    features: string[];
  } | null;
  /**
   * The prebuilt file; null for a crate.
   */
  prebuilt: string | null;
  /**
   * Target triple; for a prebuilt file what its imports tell, or unknown.
   */
  wasm_target: string;
  /**
   * Allocator found in the names and units of the linked module.
   */
  wasm_allocator: 'dlmalloc' | 'talc' | 'lol_alloc' | 'other' | 'none';
  toolchain: Toolchain;
  /**
   * wasm-opt and the componentizer.
   */
  optimizer: {
    /**
     * Version of binaryen.
     */
    wasm_opt: string;
    /**
     * Level given to wasm-opt; none: not run.
     */
    level: 'O0' | 'O1' | 'O2' | 'O3' | 'O4' | 'Os' | 'Oz' | 'none';
    /**
     * Name and version of what made the component.
     */
    componentizer: string | null;
  };
  /**
   * Flags given to rustc, with machine paths written as variables.
   */
  rustflags: string[];
  /**
   * The four artifacts.
   */
  artifacts: {
    /**
     * Core module from the linker, with names.
     */
    linked: {
      /**
       * Relative to the subject.
       */
      path: string;
      /**
       * Length in bytes.
       */
      bytes: number;
      /**
       * SHA-256, in lower-case hexadecimal.
       */
      sha256: string;
    };
    /**
     * Core module after wasm-opt, with names.
     */
    named: {
      /**
       * Relative to the subject.
       */
      path: string;
      /**
       * Length in bytes.
       */
      bytes: number;
      /**
       * SHA-256, in lower-case hexadecimal.
       */
      sha256: string;
    };
    /**
     * What would ship without wasm-opt.
     */
    unoptimized: {
      /**
       * Relative to the subject.
       */
      path: string;
      /**
       * Length in bytes.
       */
      bytes: number;
      /**
       * SHA-256, in lower-case hexadecimal.
       */
      sha256: string;
    };
    /**
     * What ships.
     */
    shipped: {
      /**
       * Relative to the subject.
       */
      path: string;
      /**
       * Length in bytes.
       */
      bytes: number;
      /**
       * SHA-256, in lower-case hexadecimal.
       */
      sha256: string;
    };
  };
  /**
   * The core module that ships, tied to the one that was inspected.
   */
  core: {
    /**
     * Code section, equal in named and shipped; null when there is none.
     */
    code_sha256: string | null;
    /**
     * Data section, equal in named and shipped; null when there is none.
     */
    data_sha256: string | null;
    /**
     * True when code and data of shipped equal those of named.
     */
    matches_named: boolean;
  };
  /**
   * Names that the shipped artifact exports.
   */
  exports: string[];
  /**
   * Imports of the shipped artifact, module.name or interface.
   */
  imports: string[];
  /**
   * What packages may be called that the crate could be made of, compiled or not; absent for a prebuilt file.
   */
  dependencies?: {
    /**
     * Names of the packages that Cargo.lock has for the crate, sorted, each once.
     */
    locked: string[];
    /**
     * Names by which a Cargo.toml of the workspace speaks of a package that has another one, sorted.
     *
     * Items: A dependency with a name of its own.
     */
    aliases: {
      /**
       * What Cargo.toml calls it.
       */
      alias: string;
      /**
       * Name of the package.
       */
      package: string;
    }[];
  };
  /**
   * The compiled units, sorted; null for a prebuilt file.
   */
  units:
    | {
        /**
         * Package id; the workspace root is written path+file:///workspace.
         */
        package: string;
        /**
         * Name of the crate.
         */
        name: string;
        /**
         * Version of the crate.
         */
        version: string;
        /**
         * Name of the cargo target.
         */
        target: string;
        /**
         * Kinds of the cargo target.
         */
        kind: string[];
        /**
         * wasm: compiled for the target, so it can be in the artifact; host: build scripts and proc-macros.
         */
        side: 'wasm' | 'host';
        /**
         * Features that were on.
         */
        features: string[];
        /**
         * Optimization level.
         */
        opt_level: string;
      }[]
    | null;
  basis: Basis;
  /**
   * fail when any finding is a violation.
   */
  verdict: 'pass' | 'fail';
  /**
   * What was noticed: codes and arguments, never prose.
   */
  findings: Finding[];
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  settings_sha256: string;
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
 * What the bytes depend on beside the source: toolchain, optimizer and componentizer.
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
/**
 * One thing that was noticed, as data. Its text is made from the code and the arguments, which packages/contracts/src/codes.ts lists.
 */
export interface Finding {
  /**
   * What it is; docs/codes/ has a page for each code.
   */
  code: string;
  /**
   * A violation makes the verdict fail.
   */
  severity: 'violation' | 'warning' | 'info';
  /**
   * The arguments of the text.
   */
  args: {
    [k: string]: string | number | boolean | string[];
  };
  /**
   * Where: a section, an offset, a JSON path.
   */
  path?: string;
}
