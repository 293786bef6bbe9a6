/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * What the task build is told. Written by the task settings; its bytes are part of the key.
 */
export interface SettingsBuildJson {
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
     * A command that turns the linked module into the one that wasm-opt reads, such as wasm-bindgen's: ["wasm-bindgen", "--out-dir", "{output_dir}", "{input}"]. Its first word is a command on PATH; no shell reads it. {input}: the module; {output}: the .wasm that it writes, or {output_dir}: a folder in which it writes one. What else it writes is dropped. Only for a crate.
     *
     * @minItems 2
     * @maxItems 256
     */
    postlink?: string[];
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
  };
  /**
   * What will build; null when it cannot be had.
   */
  toolchain: Toolchain | null;
  /**
   * Why there is no toolchain; null when there is one.
   */
  problem: Problem | null;
  /**
   * Name and version of what optimizes, such as binaryen 132.0.0.
   */
  optimizer: string;
  /**
   * Name and version of what makes components.
   */
  componentizer: string;
  /**
   * What cargo reads outside the subject; null for a prebuilt file.
   */
  cargo: CargoFacts | null;
  /**
   * What the Cargo.toml of the cargo workspace says that has an effect on the crate, by dotted key; null for a prebuilt file, and where the crate's own manifest is the root.
   */
  workspace: {
    [k: string]: unknown;
  } | null;
  /**
   * The part of Cargo.lock that the crate reaches; null for a prebuilt file, and without a Cargo.lock.
   */
  lock: {
    /**
     * Name and version of each package.
     */
    packages: string[];
    /**
     * SHA-256, in lower-case hexadecimal.
     */
    sha256: string;
  } | null;
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
 * Why something cannot be had on this machine.
 */
export interface Problem {
  /**
   * What is missing.
   */
  message: string;
  /**
   * How to put it right; empty when nothing is known.
   */
  fix: string;
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
