/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by the task environment: the class of machine that will measure. Its bytes key the task startup-bench.
 */
export interface HostJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * OS, architecture, CPU model, cores available and version of libwasmtime, or what WASMGATE_HOST_CLASS says.
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
   * Version of the libwasmtime that will be used.
   */
  wasmtime_version: string;
  /**
   * True when WASMGATE_HOST_CLASS named the class.
   */
  overridden: boolean;
}
