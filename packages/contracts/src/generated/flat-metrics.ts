/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * clawft's own flat results and baseline files: names and figures; null means not measured. Sizes, times and throughputs are above 0.
 */
export interface FlatMetrics {
  [k: string]: number | string | null;
}
