/** What measures: the engine in use and the machine's class. */
export interface Machine {
  /** Path of libwasmtime. */
  readonly library: string;
  /** Path of the `wasmtime` command of the same version; null when there is none. */
  readonly cli: string | null;
  /** Why there is none. */
  readonly cliMissing: string;
  readonly wasmtimeVersion: string;
  /** OS, architecture, CPU model, cores and libwasmtime's version, or what WASMGATE_HOST_CLASS says. */
  readonly hostClass: string;
  readonly os: string;
  readonly arch: string;
}
