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
      /**
       * Why it is not counted. Shown each time. Nothing that is not started (startup) is counted either.
       */
      off?: string;
    };
    /**
     * What starts the guest. Default: wasmtime.
     */
    startup?: {
      /**
       * v8: Node, with stubs for all imports; for core modules that a browser loads. off: nothing starts it, and no figure of a start exists.
       */
      engine: 'wasmtime' | 'v8' | 'off';
      /**
       * Why nothing starts it (off). Shown each time.
       */
      reason?: string;
    };
  };
  /**
   * What runs it, such as wasmtime 49.0.0; none: nothing does.
   */
  engine: string;
}
