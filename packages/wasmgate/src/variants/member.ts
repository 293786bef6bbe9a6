import type { BuildJson } from '@wasmgate/contracts/build';
import type { MetricName } from '@wasmgate/contracts/metrics';
import type { Comparison } from '@wasmgate/contracts/startup';

/** A timed metric of a variant against that of the first, measured in the same processes. */
export type Compared = Pick<Comparison['metrics'][number], 'status' | 'ratio' | 'head_ms' | 'baseline_ms'>;

/** A subject of a family, and what was measured of it. */
export interface Member {
  readonly name: string;
  readonly allocator: BuildJson['wasm_allocator'];
  readonly raw: number;
  readonly gzip: number | null;
  readonly brotli: number | null;
  /** Bytes of code that allocate. */
  readonly allocatorBytes: number | null;
  /** Exact figures of memory.json by metric; null: it is inconclusive. */
  readonly memory: Readonly<Record<string, number>> | null;
  /** Against the first; null for the first itself, and where starts were not compared. */
  readonly starts: ReadonlyMap<MetricName, Compared> | null;
}

/** A subject whose start is held against by all others. */
export type Family = readonly [Member, ...Member[]];
