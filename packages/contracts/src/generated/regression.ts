/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by wasm-regression-compare.
 */
export interface RegressionJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject; null for a file given by path.
   */
  subject: string | null;
  /**
   * SHA-256 of the shipped artifact; null for clawft's flat files.
   */
  artifact_sha256: string | null;
  /**
   * subject: reports against baseline.json; flat: two of clawft's flat files.
   */
  mode: 'subject' | 'flat';
  /**
   * True when what cannot be compared fails.
   */
  strict: boolean;
  /**
   * Class of the machine that measured; null for flat files.
   */
  host_class: string | null;
  /**
   * Every key of either side.
   *
   * Items: One metric.
   */
  metrics: {
    /**
     * Name of the metric.
     */
    name: string;
    /**
     * exact: needs no statistics; timed: noisy; identity: a name such as the allocator; native: of the native binary.
     */
    kind: 'exact' | 'timed' | 'identity' | 'native';
    /**
     * See docs/comparing.md.
     */
    status:
      | 'pass'
      | 'improved'
      | 'identical'
      | 'new'
      | 'regressed'
      | 'over_budget'
      | 'missing'
      | 'waived'
      | 'unmeasured'
      | 'null_baseline'
      | 'basis_changed'
      | 'not_comparable'
      | 'unproven'
      | 'uncompared';
    /**
     * What was measured; null when it was not.
     */
    value: number | string | null;
    /**
     * What was accepted; null when nothing was.
     */
    baseline: number | string | null;
    /**
     * (value - baseline) / baseline * 100; null when there is none.
     */
    delta_pct: number | null;
    /**
     * How much worse it may be, %.
     */
    tolerance_pct: number | null;
    /**
     * The absolute limit, when there is one.
     */
    budget: number | null;
    /**
     * The reason of the waiver.
     */
    waive?: string;
    /**
     * Why the status is what it is, where the status alone does not tell: a budget names what nothing measured · not a metric · the same bytes, not compared by time · the same bytes, another compressor · built by another toolchain · compared with another file than the accepted one · accepted on another, or an unknown, class of machine · no same-run comparison · the baseline differed from itself · too noisy · looked changed once, not twice.
     */
    reason?:
      | 'budget_unmeasured'
      | 'no_metric'
      | 'same_bytes'
      | 'other_compressor'
      | 'other_toolchain'
      | 'other_file'
      | 'other_machine'
      | 'unknown_machine'
      | 'not_compared'
      | 'null_moved'
      | 'too_noisy'
      | 'not_repeated';
    /**
     * The engine that the accepted figure was measured with, when it is another, such as wasmtime 48.0.0.
     */
    accepted_engine?: string;
    /**
     * A timed metric against the accepted artifact in the same run.
     */
    same_run?: {
      /**
       * Change, % of the baseline.
       */
      change_pct: number;
      /**
       * Lower end of its interval, %.
       */
      low_pct: number;
      /**
       * Upper end of its interval, %.
       */
      high_pct: number;
      /**
       * Rounds that it rests on.
       */
      rounds: number;
      /**
       * Half the width of the interval of the baseline against itself, %.
       */
      null_pct: number;
    };
    basis?: Basis;
    baseline_basis?: Basis1;
    /**
     * Name of the set in exact_also that the baseline stands in; without: it stands in exact.
     */
    baseline_set?: string;
  }[];
  /**
   * How many metrics have which weight.
   */
  counts: {
    /**
     * Compared, and could have failed.
     */
    gated: number;
    /**
     * Failed.
     */
    failed: number;
    /**
     * Waived or unmeasured: listed, not gated.
     */
    listed: number;
    /**
     * Nothing to compare with: these fail under --strict.
     */
    not_comparable: number;
  };
  /**
   * fail when any finding is a violation.
   */
  verdict: 'pass' | 'fail';
  /**
   * What was noticed: codes and arguments, never prose.
   */
  findings: Finding[];
}
/**
 * What the value depends on beside the source.
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
 * What the baseline depends on beside the source.
 */
export interface Basis1 {
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
