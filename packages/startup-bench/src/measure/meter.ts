import type { Host } from '@wasmgate/contracts/environment';

/** What measures: the engine in use and the machine's class. */
export interface Meter {
  /** Path of libwasmtime. */
  readonly library: string;
  /** Path of the `wasmtime` command of the same version; null when there is none. */
  readonly cli: string | null;
  /** Why there is none. */
  readonly cliMissing: string;
  readonly wasmtimeVersion: string;
  readonly host: Host;
}
