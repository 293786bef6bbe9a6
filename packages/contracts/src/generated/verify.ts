/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by wasm-verify: the gate.
 */
export interface VerifyJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject.
   */
  subject: string;
  /**
   * SHA-256 of the shipped artifact.
   */
  artifact_sha256: string | null;
  /**
   * True when what cannot be compared fails.
   */
  strict: boolean;
  /**
   * pass or fail.
   */
  verdict: 'pass' | 'fail';
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
   * Everything that is wrong.
   *
   * Items: A failure.
   */
  failures: {
    /**
     * Which report says so.
     */
    report: 'build' | 'size' | 'features' | 'startup' | 'memory' | 'regression';
    /**
     * What it is.
     */
    code: string;
    /**
     * The arguments of the text.
     */
    args: {
      [k: string]: string | number | boolean | string[];
    };
    /**
     * Where.
     */
    path?: string;
  }[];
  /**
   * What is worth a look but fails nothing.
   */
  warnings: Finding[];
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
