import { validate } from './generated/flat-metrics.validate.js';
import type { FlatMetrics } from './generated/flat-metrics.ts';
import { checkJson, readJson } from './json-file.ts';

export type { FlatMetrics };

/** Checks flat metrics that were parsed already; `from` names where they came from. */
export function checkFlatMetrics(from: string, data: unknown): FlatMetrics {
  return checkJson<FlatMetrics>(from, data, { validate });
}

/** Reads one of clawft's flat results or baseline files. Errors (exit 2) name file, JSON path and expectation. */
export function readFlatMetrics(file: string): FlatMetrics {
  return checkFlatMetrics(file, readJson(file, { isArgument: true }));
}
