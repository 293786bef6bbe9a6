/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * What the task startup-bench is told. Written by the task settings; its bytes are part of the key.
 */
export interface SettingsStartupBenchJson {
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
     * Programs of the crate that are built for the host as well and measured from spawn to exit. Only for a crate.
     *
     * @maxItems 64
     *
     * Items: A program.
     */
    native?: {
      /**
       * Its [[bin]] in Cargo.toml.
       */
      bin: string;
      /**
       * What it is given each time. Default: nothing. It must exit 0.
       *
       * @maxItems 256
       */
      args?: string[];
    }[];
    /**
     * There are none, and that is accepted.
     */
    exports?: {
      /**
       * Why an artifact that exports nothing is accepted. Shown each time.
       */
      none: string;
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
  host: Host;
}
/**
 * The class of machine that measures.
 */
export interface Host {
  /**
   * OS, architecture, CPU model, cores available and the engine, or what WASMGATE_HOST_CLASS says.
   */
  host_class: string;
  /**
   * Operating system as Node names it, such as linux.
   */
  os: string;
  /**
   * Architecture as Node names it, such as x64.
   */
  arch: string;
  /**
   * CPU model.
   */
  cpu_model: string;
  /**
   * Cores available to this process.
   */
  cores: number;
  /**
   * What starts guests, with its version, such as wasmtime 49.0.0; none where nothing does.
   */
  engine: string;
  /**
   * True when WASMGATE_HOST_CLASS named the class.
   */
  overridden: boolean;
}
