import type { Finding } from '@wasmgate/contracts/finding';
import type { Comparison } from '@wasmgate/contracts/startup';
import { comparisonArgs } from '@wasmgate/cli-kit';
import { UNPROVEN_REASONS } from './decide.ts';
import type { GuestFailure } from '../child/job.ts';
import { guestFinding } from '../guest/guest-finding.ts';

/** A comparison, or which of its guests failed. */
export type Compared =
  | { readonly report: Comparison; readonly failure: null }
  | {
      readonly report: null;
      readonly failure: {
        readonly isHead: boolean;
        /** The baseline is an earlier artifact of the same subject. */
        readonly isEarlier: boolean;
        /** The baseline's name. */
        readonly label: string;
        readonly failure: GuestFailure;
      };
    };

/** What a comparison gives rise to: what regressed, what is unproven, and a guest that failed. */
export function comparisonFindings(compared: Compared | null, isStrict: boolean): Finding[] {
  if (compared === null) return [];
  if (compared.report === null) {
    const { isHead, isEarlier, label, failure } = compared.failure;
    if (isHead) return [guestFinding(failure, 'shipped', 'violation')];
    return [guestFinding(failure, `baseline ${label}`, isEarlier ? 'warning' : 'violation')];
  }
  return comparedFindings(compared.report.metrics, isStrict);
}

/** What compared metrics give rise to. */
export function comparedFindings(metrics: Comparison['metrics'], isStrict: boolean): Finding[] {
  const regressed = metrics
    .filter(({ status }) => status === 'regressed')
    .map((metric): Finding => ({
      code: 'startup_regressed',
      severity: 'violation',
      args: comparisonArgs(metric),
    }));
  const unproven = UNPROVEN_REASONS.flatMap((reason): Finding[] => {
    const names = metrics.filter((metric) => metric.status === 'unproven' && metric.reason === reason);
    if (names.length === 0) return [];
    const args = { metrics: names.map(({ name }) => name), reason };
    return [{ code: 'startup_unproven', severity: isStrict ? 'violation' : 'warning', args }];
  });
  return [...regressed, ...unproven];
}
