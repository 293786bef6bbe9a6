import type { FindingIn } from '@wasmgate/contracts/finding';
import type { Comparison } from '@wasmgate/contracts/startup';
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

/**
 * What a comparison that could not be made gives rise to. What one that was made means is decided by judgeComparison: in the
 * gate, and by hand.
 */
export function comparisonFindings(compared: Compared | null): FindingIn<'startup'>[] {
  if (compared === null || compared.failure === null) return [];
  const { isHead, isEarlier, label, failure } = compared.failure;
  if (isHead) return [guestFinding(failure, 'shipped', 'violation')];
  return [guestFinding(failure, `baseline ${label}`, isEarlier ? 'warning' : 'violation')];
}
