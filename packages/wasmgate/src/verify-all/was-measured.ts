import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENT_FILE } from '@wasmgate/contracts/layout';
import { readRunSidecar } from '@wasmgate/contracts/run-sidecar';
import { rootOf } from '@wasmgate/contracts/workspace';

/**
 * Whether a subject's startup figures were measured in the last run of turbo, whose first task always writes environment.json, or
 * came from the cache. Null when nothing was ever measured or run here. A report does not say so: it is replayed as it is.
 */
export function wasMeasured(subjectDir: string): boolean | null {
  const benchmark = readRunSidecar(subjectDir, 'startup');
  const run = statSync(join(rootOf(subjectDir), ENVIRONMENT_FILE), { throwIfNoEntry: false });
  if (run === undefined) return null;
  return benchmark !== null && Date.parse(benchmark.started_at) >= run.mtimeMs;
}

/** In a word, for a table. */
export function originText(isMeasured: boolean | null): string {
  return isMeasured === null ? '' : isMeasured ? 'measured' : 'replayed';
}
