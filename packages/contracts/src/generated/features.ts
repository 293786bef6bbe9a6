/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by wasm-feature-check.
 */
export interface FeaturesJson {
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
   * What inspected the file.
   */
  tool: 'wasmgate' | 'wasm-objdump' | 'wasm-tools' | 'strings';
  /**
   * Its version.
   */
  tool_version: string;
  /**
   * External tools that were asked for and could not be used, and why.
   *
   * Items: A tool.
   */
  passed_over: {
    /**
     * Name.
     */
    tool: string;
    /**
     * Why.
     */
    reason: string;
  }[];
  /**
   * Which evidence was available.
   */
  evidence_levels: ('units' | 'names' | 'imports' | 'strings')[];
  /**
   * Every file that was looked at.
   *
   * Items: A file.
   */
  inspected: {
    /**
     * The file.
     */
    artifact: string;
    /**
     * SHA-256, in lower-case hexadecimal.
     */
    sha256: string;
    /**
     * Evidence taken from it.
     */
    levels: ('units' | 'names' | 'imports' | 'strings')[];
  }[];
  /**
   * One entry per group.
   *
   * Items: A group of excluded features.
   */
  groups: {
    /**
     * Name of the group.
     */
    name: string;
    /**
     * See docs/decisions.md and docs/codes.
     */
    verdict:
      | 'absent_proven'
      | 'absent_by_evidence'
      | 'present_reachable'
      | 'present_retained'
      | 'mentioned_only'
      | 'inconclusive';
    /**
     * Weakest level that the verdict rests on.
     */
    level: ('units' | 'names' | 'imports' | 'strings') | null;
    /**
     * True when the verdict is a violation for this group.
     */
    fails: boolean;
    /**
     * Why the group is excluded.
     */
    reason?: string;
    /**
     * What each kind of rule that the group has was answered with: the verdict is the worst of them.
     *
     * Items: The answer to one kind of rule.
     */
    answers?: {
      /**
       * Which rules of the group.
       */
      rules: 'crates' | 'paths' | 'imports' | 'patterns';
      /**
       * The verdict on these rules alone.
       */
      verdict:
        | 'absent_proven'
        | 'absent_by_evidence'
        | 'present_reachable'
        | 'present_retained'
        | 'mentioned_only'
        | 'inconclusive';
      /**
       * The level that answered; null when none did.
       */
      level: ('units' | 'names' | 'imports' | 'strings') | null;
    }[];
    /**
     * How much evidence there is: "evidence" holds the strongest of it, at most 20 pieces.
     */
    evidence_count?: number;
    /**
     * Evidence that the rule demands and that was not to be had.
     */
    missing: string[];
    /**
     * What was found.
     *
     * Items: One piece of evidence.
     */
    evidence: {
      /**
       * What it was found in.
       */
      source: 'unit' | 'name' | 'import' | 'export' | 'string' | 'custom_section' | 'tool';
      /**
       * The rule that matched: a crate, a pattern, a path.
       */
      matched: string;
      /**
       * What was found (control characters removed, at most 300 characters).
       */
      text: string;
      /**
       * Where: section, function or byte offset.
       */
      where: string;
      /**
       * Whether a call path leads there from an export.
       */
      reach?: 'reachable' | 'retained' | 'unknown';
      /**
       * Call path from an export, outermost first.
       */
      via?: string[];
    }[];
  }[];
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
