/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * What is advised; packages/contracts/src/advice-codes.ts lists the arguments of each, docs/advice.md explains it.
 */
export type Code =
  | 'custom_sections_idle'
  | 'optimizer_gains'
  | 'traps_never_happen'
  | 'similar_functions'
  | 'exports_unused'
  | 'nothing_leads_there'
  | 'zero_runs'
  | 'repeated_data'
  | 'memory_oversized'
  | 'table_oversized'
  | 'generic_family'
  | 'panic_and_formatting'
  | 'allocator_share'
  | 'dependency'
  | 'cargo_profile';

/**
 * Written by wasm-size --advise: what would make a file smaller, tried on it, the most bytes first.
 */
export interface AdviceJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject; null for a file given by path.
   */
  subject: string | null;
  /**
   * The file: relative to the subject, or only its name when it was given by path.
   */
  artifact: string;
  /**
   * SHA-256 of the bytes that this speaks of.
   */
  artifact_sha256: string;
  /**
   * module: a core WebAssembly module; component: a WebAssembly component.
   */
  kind: 'module' | 'component';
  /**
   * Length of the file.
   */
  raw_bytes: number;
  /**
   * Length after gzip -9; null with --compress none.
   */
  gzip_bytes: number | null;
  /**
   * Length after brotli; null with --compress none.
   */
  brotli_bytes: number | null;
  /**
   * What compressed, as in size.json; none with --compress none.
   */
  compressor: string;
  /**
   * Version of binaryen.
   */
  wasm_opt: string;
  /**
   * What the proofs rest on: calls of the exports of the main core module as it is, with imports that are stubs.
   */
  replay: {
    /**
     * Name and version of the engine.
     */
    engine: string;
    /**
     * Why nothing could be called; null when calls were made.
     */
    problem: string | null;
    /**
     * Functions that it exports.
     */
    exports: number;
    /**
     * How many of them were called.
     */
    called: number;
    /**
     * Calls, each export with several sets of arguments.
     */
    calls: number;
    /**
     * Calls that returned.
     */
    returned: number;
    /**
     * Calls that trapped, or threw.
     */
    trapped: number;
    /**
     * Calls that had not ended in time, or ran out of stack.
     */
    unfinished: number;
  };
  /**
   * The largest saving first. Savings of several pieces do not add up.
   */
  advice: Advice[];
  /**
   * What was tried and is not advised.
   */
  refused: Refusal[];
  /**
   * Every kind of advice, in the order in which they were tried.
   *
   * Items: A kind of advice, and what came of it.
   */
  kinds: {
    /**
     * Its name.
     */
    kind: string;
    /**
     * nothing: nothing to gain here. refused: what was tried is not advised. not_looked: time was over, or what it needs is missing.
     */
    status: 'advised' | 'nothing' | 'refused' | 'not_looked';
    /**
     * Why it was not looked at.
     */
    reason: string | null;
  }[];
}
/**
 * One piece of advice.
 */
export interface Advice {
  code: Code;
  args: Args;
  /**
   * The part of the file, such as component / core module 0.
   */
  where: string;
  saves: Saves;
  proof: Proof;
}
/**
 * The arguments of the text.
 */
export interface Args {
  [k: string]: string | number | string[];
}
/**
 * Bytes less than the file has now; negative where it grows.
 */
export interface Saves {
  /**
   * Of the file as it is.
   */
  raw_bytes: number;
  /**
   * Of the file after gzip -9; null with --compress none.
   */
  gzip_bytes: number | null;
  /**
   * Of the file after brotli; null with --compress none.
   */
  brotli_bytes: number | null;
}
/**
 * How it was proven: the change was made, V8 and wasm-model accept the module that came of it, and what `method` says holds.
 */
export interface Proof {
  /**
   * same_code: every byte that engines run is as before. same_behaviour: it answers calls of its exports as before. removal: it was taken out, what is left still starts; whoever calls what is gone traps. rebuild: it was built from the same sources with other settings, starts, and same_calls of its calls give the same; memory is laid out anew.
   */
  method: 'same_code' | 'same_behaviour' | 'removal' | 'rebuild';
  /**
   * Calls that were made before and after. 0 with same_code.
   */
  calls: number;
  /**
   * Calls that gave the same results, traps, calls of imports, memory and globals. All of them with same_behaviour.
   */
  same_calls: number;
  /**
   * Calls that say nothing: that had not ended in time, or that the advice does not speak of (traps, exports that go).
   */
  left_out: number;
}
/**
 * What was tried and is not advised.
 */
export interface Refusal {
  code: Code;
  args: Args;
  /**
   * The part of the file, such as component / core module 0.
   */
  where: string;
  /**
   * invalid: an engine or wasm-model refuses the module. does_not_start: it cannot be instantiated. other_behaviour: a call answers otherwise. not_replayed: the file as it is cannot be run here, so nothing is proven. saves_too_little: it gains under 0.5 % and 64 bytes. tool_failed: wasm-opt refused, or had not ended in time.
   */
  reason:
    'invalid' | 'does_not_start' | 'other_behaviour' | 'not_replayed' | 'saves_too_little' | 'tool_failed';
  /**
   * What exactly, such as the first call that differs.
   */
  detail: string | null;
}
