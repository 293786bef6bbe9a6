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
   * True when there is no wasmgate.json that says what to look for: the groups are clawft's. Absent otherwise.
   */
  default_groups?: boolean;
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
     * See docs/features.md.
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
     * What to use instead.
     */
    instead?: string;
    /**
     * What each kind of rule that the group has was answered with: the verdict is the worst of them.
     *
     * Items: The answer to one kind of rule.
     */
    answers?: {
      /**
       * Which rules of the group.
       */
      rules: 'crates' | 'paths' | 'functions' | 'imports' | 'patterns' | 'strings';
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
     * How much of it exceptions cover. "verdict" says what is there all the same; "fails" goes by the rest.
     */
    excepted_count?: number;
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
       * The file that it is in: one of "inspected".
       */
      artifact?: string;
      /**
       * Byte offset in that file.
       */
      offset?: number;
      /**
       * Whether a call path leads there from an export.
       */
      reach?: 'reachable' | 'retained' | 'unknown';
      /**
       * Call path from an export, outermost first.
       */
      via?: string[];
      /**
       * True when every step of the path is a direct call; false when one goes through a table or a reference, and so may not be taken.
       */
      certain?: boolean;
      /**
       * Functions of named.wasm that hold this function's code: itself, or one whose body was equal in linked.wasm, under whose name wasm-opt kept it. Empty: none has it under a name that was equal then; it was inlined, removed or merged later, which names cannot tell apart.
       */
      shipped_as?: string[];
      /**
       * Other functions of linked.wasm with an equal body: wasm-opt keeps one for all. At most 10.
       */
      aliases?: string[];
      /**
       * Why the rule that matched excludes it, when it has a reason of its own.
       */
      reason?: string;
      /**
       * What to use instead, when the rule that matched says so.
       */
      instead?: string;
      /**
       * Index into "exceptions" of the one that covers it.
       */
      exception?: number;
    }[];
  }[];
  /**
   * The exceptions of wasmgate.json, those that last longest first. The file that a subject keeps does not say why, whose and until when they are: the gate's settings do, so that the day is not in it.
   *
   * Items: An exception.
   */
  exceptions?: {
    /**
     * Name of the group.
     */
    group: string;
    /**
     * The rule that may be broken; absent: any of the group.
     */
    rule?: string;
    /**
     * Text of evidence that is excepted; * stands for anything.
     */
    match: string;
    /**
     * Why it is accepted. With owner, expires and ended: only in what is printed.
     */
    reason?: string;
    /**
     * Who answers for it.
     */
    owner?: string;
    /**
     * The last day on which it counts, in UTC: YYYY-MM-DD.
     */
    expires?: string;
    /**
     * How much evidence it covers; 0: it is not needed.
     */
    used: number;
    /**
     * The first piece of evidence that it covers.
     */
    evidence?: string;
    /**
     * True when that day is over.
     */
    ended?: boolean;
  }[];
  /**
   * Exports and imports that must be there.
   *
   * Items: A rule on what must be there.
   */
  required?: {
    /**
     * What it is.
     */
    kind: 'export' | 'import';
    /**
     * As wasmgate.json writes it.
     */
    match: string;
    /**
     * How many there are; 0 is a violation.
     */
    found: number;
  }[];
  /**
   * fail when any finding is a violation.
   */
  verdict: 'pass' | 'fail';
  /**
   * What was noticed: codes and arguments, never prose.
   */
  findings: Finding[];
  /**
   * SHA-256 of the slice of settings that this answers; null for a file given by path without a configuration.
   */
  settings_sha256: string | null;
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
