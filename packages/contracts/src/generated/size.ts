/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by wasm-size. The top-level figures are those of the shipped artifact.
 */
export interface SizeJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject; null for a file given by path.
   */
  subject: string | null;
  /**
   * The file that was read: relative to the subject, or only its name when it was given by path.
   */
  artifact: string;
  /**
   * SHA-256 of the bytes that this report speaks of: those of the shipped artifact, or of the file given.
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
   * Length after gzip -9.
   */
  gzip_bytes: number;
  /**
   * Length after brotli, quality 11.
   */
  brotli_bytes: number;
  /**
   * Sum of all parts; always equal to raw_bytes.
   */
  attributed_bytes: number;
  /**
   * raw_bytes / 1024, one decimal.
   */
  wasm_size_raw_kb: number;
  /**
   * gzip_bytes / 1024, one decimal.
   */
  wasm_size_gzip_kb: number;
  /**
   * brotli_bytes / 1024, one decimal.
   */
  wasm_size_brotli_kb: number;
  /**
   * The parts of the shipped artifact, in file order.
   *
   * @minItems 1
   */
  sections: Section[];
  /**
   * Both stages; unoptimized is null for a file given by path.
   */
  stages: {
    /**
     * Without wasm-opt.
     */
    unoptimized: StageSize | null;
    shipped: StageSize;
  };
  /**
   * What compressed: zlib and brotli versions and the architecture.
   */
  compressor: string;
  /**
   * Budgets that applied.
   */
  budgets: BudgetResult[];
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
 * One part of the file. All parts together are the whole file.
 */
export interface Section {
  /**
   * Where it is, such as component / core module 0 / code.
   */
  path: string;
  /**
   * Section id; null for a preamble.
   */
  id: number | null;
  /**
   * Name of the section, or of the custom section.
   */
  name: string;
  /**
   * What it is.
   */
  kind: 'preamble' | 'section' | 'custom';
  /**
   * Offset of its first byte (header included).
   */
  offset: number;
  /**
   * Bytes of id and length.
   */
  header_bytes: number;
  /**
   * All its bytes, header included, nested binaries excluded (those are parts of their own).
   */
  bytes: number;
  /**
   * core: inside a core module; wrapper: what the component adds.
   */
  owner: 'core' | 'wrapper';
}
/**
 * Sizes of one stage.
 */
export interface StageSize {
  /**
   * The file.
   */
  artifact: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Length.
   */
  raw_bytes: number;
  /**
   * Length after gzip -9.
   */
  gzip_bytes: number;
  /**
   * Length after brotli, quality 11.
   */
  brotli_bytes: number;
  /**
   * Sum of all parts; always equal to raw_bytes.
   */
  attributed_bytes: number;
  /**
   * Bytes that the component adds around its core modules; 0 for a core module.
   */
  wrapper_bytes: number;
  /**
   * Bytes of the core modules.
   */
  core_bytes: number;
  /**
   * Number of core modules.
   */
  core_modules: number;
  /**
   * Bytes of code sections.
   */
  code_bytes: number;
  /**
   * Bytes of data sections.
   */
  data_bytes: number;
  /**
   * Bytes of custom sections.
   */
  custom_bytes: number;
  /**
   * The parts, in file order.
   *
   * @minItems 1
   */
  sections: Section[];
}
/**
 * A budget and what was measured against it.
 */
export interface BudgetResult {
  /**
   * Name of the metric.
   */
  metric: string;
  /**
   * The budget, in the metric's own unit.
   */
  max: number;
  /**
   * What was measured.
   */
  value: number;
  /**
   * waived: over the budget, and a reasoned line in wasmgate.json waives it.
   */
  status: 'pass' | 'over_budget' | 'waived';
  /**
   * The reason of the waiver.
   */
  waive?: string;
}
/**
 * One thing that was noticed, as data. Its text is made by cli-kit from the code and the arguments.
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
