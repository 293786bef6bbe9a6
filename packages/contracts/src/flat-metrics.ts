import { validate } from './generated/flat-metrics.validate.js';
import type { FlatMetrics } from './generated/flat-metrics.ts';
import { checkJson, readJson } from './json-file.ts';

export type { FlatMetrics };

/** Reads one of clawft's flat results or baseline files. Errors (exit 2) name file, JSON path and expectation. */
export function readFlatMetrics(file: string): FlatMetrics {
  return checkJson<FlatMetrics>(file, readJson(file), { validate });
}
