/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * What the task memory is told. Written by the task settings; its bytes are part of the key.
 */
export interface SettingsMemoryJson {
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
     * Calls to time and to count fuel of, such as init() or add(1, 2).
     *
     * @maxItems 100
     */
    invoke?: string[];
    /**
     * What the task memory is told.
     */
    memory?: {
      /**
       * Exports that keep memory from call to call, each with the reason.
       */
      may_leak?: {
        /**
         * Why it may.
         */
        [k: string]: string;
      };
    };
  };
  /**
   * What runs it, such as wasmtime 49.0.0.
   */
  engine: string;
}
