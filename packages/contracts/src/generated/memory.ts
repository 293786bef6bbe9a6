/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by wasm-memory: what a start and each call allocate, counted.
 */
export interface MemoryJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * SHA-256 of the settings slice that this report answers; null for a file given by path without --config.
   */
  settings_sha256: string | null;
  /**
   * Name of the subject; null for a file given by path.
   */
  subject: string | null;
  /**
   * The file that was read: relative to the subject, or only its name when it was given by path.
   */
  artifact: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  artifact_sha256: string;
  /**
   * module: a core WebAssembly module; component: a WebAssembly component.
   */
  kind: 'module' | 'component';
  /**
   * What ran it, such as wasmtime 49.0.0; none: nothing did.
   */
  engine: string;
  /**
   * Why nothing was counted, as wasmgate.json says; null: it was to be.
   */
  off: string | null;
  /**
   * True: all imports gave zero or null, as where starts are measured in V8.
   */
  stub_imports: boolean;
  /**
   * Bytes of all data segments of the module.
   */
  data_bytes: number;
  /**
   * Bytes of the stack in linear memory, where it lies below all data; null elsewhere, and where no name tells.
   */
  stack_bytes: number | null;
  /**
   * Null: nothing was counted (off), or what was told cannot be shown to be all (inconclusive).
   */
  figures: {
    /**
     * Which stage the figures are of: what ships, or, where an optimizer inlined the allocator in that, the stage before.
     */
    stage: 'shipped' | 'unoptimized';
    /**
     * Whether the other stage allocates the same in every phase; none: there is no other.
     */
    other_stage: 'same' | 'differs' | 'inconclusive' | 'none';
    /**
     * Allocators that were found, and their functions that were watched.
     *
     * Items: An allocator.
     */
    allocators: {
      /**
       * Its name: rust (what rustc generates), dlmalloc, talc, global_alloc (by the trait), libc.
       */
      allocator: string;
      /**
       * Names, parsed.
       */
      functions: string[];
    }[];
    /**
     * In order: first instance, initialize, each invocation once, in one instance.
     *
     * Items: What happened to memory in one phase.
     */
    phases: {
      /**
       * first_instance, initialize, or the invocation as wasmgate.json has it.
       */
      phase: string;
      /**
       * Blocks that were given; a realloc of nothing is one.
       */
      allocations: number;
      /**
       * Blocks that were taken back; freeing nothing is none.
       */
      frees: number;
      /**
       * Blocks that were given another size, in place or not.
       */
      reallocations: number;
      /**
       * Allocations and reallocations by what was asked for.
       */
      by_size: {
        /**
         * Of at most 64 bytes.
         */
        le_64: number;
        /**
         * Of 65 to 256 bytes.
         */
        le_256: number;
        /**
         * Of 257 to 1,024 bytes.
         */
        le_1024: number;
        /**
         * Of 1,025 to 4,096 bytes.
         */
        le_4096: number;
        /**
         * Of more than 4,096 bytes.
         */
        larger: number;
      };
      /**
       * Bytes that allocations and reallocations asked for.
       */
      allocated_bytes: number;
      /**
       * Bytes of blocks that live at its end.
       */
      live_bytes: number;
      /**
       * Blocks that live at its end.
       */
      live_blocks: number;
      /**
       * The most bytes that lived at once in it, blocks from before included.
       */
      peak_live_bytes: number;
      /**
       * Pages of linear memory at its end, 64 KiB each.
       */
      pages: number;
      /**
       * When linear memory grew.
       *
       * Items: A growth.
       */
      growth: {
        /**
         * By how many pages.
         */
        pages: number;
        /**
         * After how many of the phase's allocations and reallocations.
         */
        after: number;
      }[];
      /**
       * Linear memory above the lowest block, held against the blocks that live at its end; null before there was a block.
       */
      waste_bytes: number | null;
      /**
       * Who asked: the nearest function on the stack that is no plumbing of the standard library, most bytes first, at most 20.
       *
       * Items: A function.
       */
      functions: {
        /**
         * Name of the function, parsed; null: the host.
         */
        function: string | null;
        /**
         * Crate of the function; null: its name tells none, as in C.
         */
        crate: string | null;
        /**
         * Allocations and reallocations.
         */
        allocations: number;
        /**
         * Bytes of its allocations, and what its reallocations made blocks larger.
         */
        bytes: number;
      }[];
      /**
       * The same by crate, complete.
       *
       * Items: A crate.
       */
      crates: {
        /**
         * Crate of the function; null: its name tells none, as in C.
         */
        crate: string | null;
        /**
         * Allocations and reallocations.
         */
        allocations: number;
        /**
         * Bytes of its allocations, and what its reallocations made blocks larger.
         */
        bytes: number;
      }[];
    }[];
    /**
     * The leak check: each invocation made many times more, in the same instance.
     *
     * Items: An invocation.
     */
    leaks: {
      /**
       * As wasmgate.json has it.
       */
      invocation: string;
      /**
       * How many times it was called, and then again.
       */
      calls: number;
      /**
       * Bytes that live after these calls.
       */
      live_bytes: number;
      /**
       * Bytes that live after as many again.
       */
      live_bytes_again: number;
      /**
       * What each of the later calls left, rounded up; 0 when it left nothing or less.
       */
      leaked_bytes_per_call: number;
      /**
       * Who asked for most of what was left; null: nothing was, or the host did.
       */
      function: string | null;
      /**
       * Why it may leak, as wasmgate.json says; null: it may not.
       */
      reason: string | null;
    }[];
    /**
     * Null: no allocator of the module has functions both to allocate and to free that can be called, or nothing ever called them.
     */
    workload: {
      /**
       * Which allocator.
       */
      allocator: string;
      /**
       * Of sizes and order.
       */
      seed: number;
      /**
       * Blocks that were given; a realloc of nothing is one.
       */
      allocations: number;
      /**
       * Blocks that were taken back; freeing nothing is none.
       */
      frees: number;
      /**
       * Blocks that were given another size, in place or not.
       */
      reallocations: number;
      /**
       * The most bytes that lived at once.
       */
      peak_live_bytes: number;
      /**
       * From the lowest byte of a block to the highest that any block ever had.
       */
      span_bytes: number;
      /**
       * By how many pages linear memory grew.
       */
      pages_grown: number;
      /**
       * Part of the span that no block covered when most bytes lived, %, two decimals: headers, rounding and holes.
       */
      fragmentation_pct: number;
    } | null;
  } | null;
  /**
   * Of each stage that has no figures, why.
   *
   * Items: Why there are no figures.
   */
  inconclusive: {
    /**
     * Which stage.
     */
    stage: 'shipped' | 'unoptimized';
    /**
     * What is not so as it must be for figures to be all there is; docs/memory.md says each.
     */
    reason:
      | 'no_memory'
      | 'no_names'
      | 'damaged_names'
      | 'no_allocator'
      | 'unsupported_memory'
      | 'nested_module'
      | 'unread_code'
      | 'guest_failed'
      | 'not_compiled'
      | 'events_lost'
      | 'overlap'
      | 'freed_nothing'
      | 'counts_differ'
      | 'unaccounted_write'
      | 'unaccounted_growth';
    /**
     * What it is about: a function, an address, what the guest said. Empty when the reason says all.
     */
    detail: string;
  }[];
  /**
   * Exact figures.
   */
  exact: {
    /**
     * An exact figure.
     */
    [k: string]: {
      /**
       * The figure.
       */
      value: number;
      basis: Basis;
    };
  } | null;
  /**
   * pass or fail.
   */
  verdict: 'pass' | 'fail';
  /**
   * What was noticed: codes and arguments, never prose.
   */
  findings: Finding[];
}
/**
 * What it depends on beside the bytes: nothing.
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
