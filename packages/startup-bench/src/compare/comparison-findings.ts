import { finding, type FindingIn } from '@wasmgate/contracts/finding';
import type { Comparison } from '@wasmgate/contracts/startup';
import { comparisonArgs } from '@wasmgate/contracts/comparison-args';
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
export function comparisonFindings(compared: Compared | null, isStrict: boolean): FindingIn<'startup'>[] {
  if (compared === null) return [];
  if (compared.report === null) {
    const { isHead, isEarlier, label, failure } = compared.failure;
    if (isHead) return [guestFinding(failure, 'shipped', 'violation')];
    return [guestFinding(failure, `baseline ${label}`, isEarlier ? 'warning' : 'violation')];
  }
  return comparedFindings(compared.report.metrics, isStrict);
}

/** What compared metrics give rise to. */
export function comparedFindings(metrics: Comparison['metrics'], isStrict: boolean): FindingIn<'startup'>[] {
  const regressed = metrics
    .filter(({ status }) => status === 'regressed')
    .map((metric) => finding('startup_regressed', comparisonArgs(metric)));
  const unproven = UNPROVEN_REASONS.flatMap((reason) => {
    const names = metrics.filter((metric) => metric.status === 'unproven' && metric.reason === reason);
    if (names.length === 0) return [];
    const args = { metrics: names.map(({ name }) => name), reason };
    return [finding('startup_unproven', args, isStrict ? 'violation' : 'warning')];
  });
  return [...regressed, ...unproven];
}
