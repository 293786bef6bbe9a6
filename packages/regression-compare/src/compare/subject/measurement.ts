import type { Basis } from '@wasmgate/contracts/basis';
import type { BuildJson } from '@wasmgate/contracts/build';
import type { MemoryJson } from '@wasmgate/contracts/memory';
import type { SizeJson } from '@wasmgate/contracts/size';
import type { StartupJson } from '@wasmgate/contracts/startup';

/** The reports that figures come from. */
export interface Reports {
  readonly build: BuildJson;
  readonly size: SizeJson;
  readonly startup: StartupJson;
  readonly memory: MemoryJson;
}

/** A figure that needs no statistics. */
export interface ExactMeasurement {
  readonly kind: 'exact';
  readonly name: string;
  readonly value: number;
  /** What it depends on beside the source. */
  readonly basis: Basis;
  /** True for a size of a file: the same bytes make it `identical`. */
  readonly isSize: boolean;
}

/** A noisy figure: P50, ms, or runs a second. Null when it could not be measured. */
export interface TimedMeasurement {
  readonly kind: 'timed';
  readonly name: string;
  readonly value: number | null;
  /** Fresh processes behind it. */
  readonly n: number;
}

/** A name, such as the allocator. */
export interface IdentityMeasurement {
  readonly kind: 'identity';
  readonly name: string;
  readonly value: string;
}

/** One figure of the shipped artifact, or of a program of the host. */
export type Measurement = ExactMeasurement | TimedMeasurement | IdentityMeasurement;
