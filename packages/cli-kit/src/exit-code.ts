import type { ExitCode } from '@wasmgate/contracts/errors';

/** 1 for a violation, unless `--exit-zero` says that the report alone records it. */
export function exitCodeOf(verdict: 'pass' | 'fail', exitZero: boolean): ExitCode {
  return verdict === 'fail' && !exitZero ? 1 : 0;
}
