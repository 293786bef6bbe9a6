import type { CheckFailure } from '@wasmgate/contracts/check';
import type { Finding } from '@wasmgate/contracts/finding';
import type { Reports } from './reports.ts';

/** What is wrong, and the report that says so. */
export type Failure = Pick<CheckFailure, 'code' | 'args' | 'path'> & { readonly report: string };

/** What the reports come to. `open`: nothing was held to a limit, or the gate did not get that far. */
export interface Outcome {
  readonly verdict: 'pass' | 'fail' | 'open';
  readonly failures: readonly Failure[];
  readonly warnings: readonly Finding[];
}

const names = ['build', 'size', 'features', 'startup', 'memory', 'regression'] as const;

/** Everything that the reports say is wrong. The gate itself also holds them against one another, and against the bytes. */
export function outcomeOf(reports: Reports): Outcome {
  const { check } = reports;
  if (check !== null) {
    const isHeld = check.against !== null || check.excluded !== null;
    return {
      verdict: check.verdict === 'fail' ? 'fail' : isHeld ? 'pass' : 'open',
      failures: check.failures as Failure[],
      warnings: [],
    };
  }
  const found = names.flatMap((name) =>
    (reports[name]?.findings ?? []).map((finding: Finding) => ({ name, finding })),
  );
  const failures = found.flatMap(({ name, finding: { severity, ...rest } }) =>
    severity === 'violation' ? [{ report: name, ...rest } as Failure] : [],
  );
  const isBad = failures.length > 0 || names.some((name) => reports[name]?.verdict === 'fail');
  return {
    verdict: isBad ? 'fail' : reports.regression === null ? 'open' : 'pass',
    failures,
    warnings: found.flatMap(({ finding }) => (finding.severity === 'warning' ? [finding] : [])),
  };
}
