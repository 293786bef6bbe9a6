import { validate } from './generated/flat-metrics.validate.js';
import type { FlatMetrics } from './generated/flat-metrics.ts';
import { checkJson, readJson } from './json-file.ts';
import { jsonPathOf } from './schema-text.ts';

export type { FlatMetrics };

/** Sizes, times and throughputs: what was measured at all is above 0. */
const ABOVE_ZERO = /(?:^|_)size(?:_|$)|_ms$|_per_sec(?:ond)?(?:_|$)/;

/** A figure that cannot be: nothing has no size, starts in no time, or runs never in a second. */
function impossibleZero(data: unknown): string | null {
  const found = Object.entries(data as FlatMetrics).find(
    ([name, value]) => value === 0 && ABOVE_ZERO.test(name),
  );
  return found === undefined ? null : `${jsonPathOf([found[0]])}: expected more than 0, found 0`;
}

/** Checks flat metrics that were parsed already; `from` names where they came from. */
export function checkFlatMetrics(from: string, data: unknown): FlatMetrics {
  const fix = 'measure again; null says that something was not measured';
  return checkJson<FlatMetrics>(from, data, { validate, problem: impossibleZero }, fix);
}

/** Reads one of clawft's flat results or baseline files. Errors (exit 2) name file, JSON path and expectation. */
export function readFlatMetrics(file: string): FlatMetrics {
  return checkFlatMetrics(file, readJson(file, { isArgument: true }));
}
