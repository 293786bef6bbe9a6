import type { ExitCode } from '@wasmgate/contracts/errors';
import type { SubjectResult } from './read-results.ts';

/**
 * 1 when any gate failed; else turbo's own code (2 input, 3 environment, and 3 for any other); 2 when turbo was
 * content and a subject that should have run has no verdict.
 */
export function verifyExitCode(
  results: readonly SubjectResult[],
  turboCode: number | null,
  isFiltered: boolean,
): ExitCode {
  if (results.some(({ report }) => report?.verdict === 'fail')) return 1;
  if (turboCode === 1 || turboCode === 2 || turboCode === 3) return turboCode;
  if (turboCode !== 0) return 3;
  return !isFiltered && results.some(({ report }) => report === null) ? 2 : 0;
}
