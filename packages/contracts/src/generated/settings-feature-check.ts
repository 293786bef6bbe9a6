/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * What the task feature-check is told. Written by the task settings; its bytes are part of the key.
 */
export interface SettingsFeatureCheckJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject.
   */
  subject: string;
  /**
   * True when the subject is a crate: then units and names are demanded as evidence.
   */
  is_crate: boolean;
  /**
   * What of wasmgate.json's features counts: everything but why, whose and until when exceptions are.
   */
  features: {
    /**
     * Evidence that the check demands. Default: units and names for a crate, the best there is for a file.
     *
     * @maxItems 4
     */
    require?: ('units' | 'names' | 'imports' | 'strings')[];
    /**
     * The groups: with at most 500 rules in all.
     *
     * @maxItems 200
     *
     * Items: A group.
     */
    groups: {
      /**
       * Name.
       */
      name: string;
      /**
       * Crates that must not be in.
       *
       * @maxItems 500
       */
      crates?: string[];
      /**
       * Module paths that must not be in, such as std::process.
       *
       * @maxItems 500
       */
      paths?: string[];
      /**
       * Functions that must not be in, by their whole path, such as std::process::Command::spawn, or by their name where they have no path.
       *
       * @maxItems 500
       */
      functions?: string[];
      /**
       * Imports that must not be in; * stands for anything.
       *
       * @maxItems 500
       */
      imports?: string[];
      /**
       * Substrings that must not be in names or strings, as in clawft's script.
       *
       * @maxItems 500
       */
      patterns?: string[];
      /**
       * Texts that must not be in data or custom sections; names do not count. Case-insensitive.
       *
       * @maxItems 500
       */
      strings?: string[];
      /**
       * Rules with a reason of their own, beside the lists above.
       *
       * @maxItems 500
       *
       * Items: One rule: exactly one of crate, path, function, import, pattern and string.
       */
      rules?: {
        /**
         * As an entry of crates.
         */
        crate?: string;
        /**
         * As an entry of paths.
         */
        path?: string;
        /**
         * As an entry of functions.
         */
        function?: string;
        /**
         * As an entry of imports.
         */
        import?: string;
        /**
         * As an entry of patterns.
         */
        pattern?: string;
        /**
         * As an entry of strings.
         */
        string?: string;
        /**
         * Why this is excluded, where the group's reason does not say it.
         */
        reason?: string;
        /**
         * What to use instead of this.
         */
        instead?: string;
      }[];
      /**
       * What a bare string that mentions it means. Default: fail.
       */
      mention?: 'fail' | 'warn';
      /**
       * Why it is excluded.
       */
      reason?: string;
      /**
       * What to use instead.
       */
      instead?: string;
    }[];
    /**
     * What the artifact must have; * stands for anything.
     */
    required?: {
      /**
       * Exports of the artifact itself, such as wasi:http/incoming-handler@*.
       *
       * @maxItems 1000
       */
      exports?: string[];
      /**
       * Imports of the artifact itself, written as import rules are.
       *
       * @maxItems 1000
       */
      imports?: string[];
    };
    /**
     * Which evidence is excepted.
     *
     * Items: Which evidence an exception covers.
     */
    exceptions?: {
      /**
       * Name of the group.
       */
      group: string;
      /**
       * The rule that it is for; absent: any of the group.
       */
      rule?: string;
      /**
       * Text of the evidence, with * as wildcard.
       */
      match: string;
    }[];
  };
}
