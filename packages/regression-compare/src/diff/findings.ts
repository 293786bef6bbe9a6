import { finding, type FindingOf } from '@wasmgate/contracts/finding';
import { limitName } from './compare-limits.ts';
import type { SubjectDiff } from './compare-gates.ts';

/** What lets more pass than before without saying why. */
export function looseningFindings({ limits }: SubjectDiff): FindingOf<'limit_loosened'>[] {
  return limits
    .filter(({ kind, reason }) => kind === 'loosened' && reason === null)
    .map(({ path, before, after }) =>
      finding('limit_loosened', {
        limit: limitName(path),
        before: before ?? 'nothing',
        ...(after === null ? {} : { after }),
      }),
    );
}
