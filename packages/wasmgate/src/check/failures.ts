import type { CheckFailure } from '@wasmgate/contracts/check';
import type { Code } from '@wasmgate/contracts/codes';
import type { Finding } from '@wasmgate/contracts/finding';

/** The violations among a report's findings; of these codes alone where not all were asked for. */
export function violations(
  report: CheckFailure['report'],
  findings: readonly Finding[],
  judged: readonly Code[] | 'all' = 'all',
): CheckFailure[] {
  return findings.flatMap(({ severity, ...failure }) =>
    severity === 'violation' && (judged === 'all' || judged.includes(failure.code))
      ? [{ report, ...failure }]
      : [],
  );
}
