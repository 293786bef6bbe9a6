import type { FuzzReport } from '@wasmgate/wasm-model/testing/fuzz';

/** Two reports as one: sums, and of each extreme the worse. */
export function worse(one: FuzzReport, other: FuzzReport): FuzzReport {
  return {
    runs: one.runs + other.runs,
    answered: one.answered + other.answered,
    refused: one.refused + other.refused,
    slowest: one.slowest.ms_per_mb > other.slowest.ms_per_mb ? one.slowest : other.slowest,
    largest: one.largest.buffer_bytes > other.largest.buffer_bytes ? one.largest : other.largest,
    peak_rss_kb: Math.max(one.peak_rss_kb, other.peak_rss_kb),
  };
}
