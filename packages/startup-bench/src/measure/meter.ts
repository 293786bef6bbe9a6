import type { Host } from '@wasmgate/contracts/environment';
import type { EngineChoice } from '../child/job.ts';

/** What measures: the engine in use and the machine's class. */
export interface Meter {
  /** Null: wasmgate.json says that nothing starts the guest. */
  readonly engine: EngineChoice | null;
  /** Path of the `wasmtime` command of the same version; null when there is none. */
  readonly cli: string | null;
  /** Why there is none. */
  readonly cliMissing: string;
  readonly host: Host;
}
