import { relative } from 'node:path';
import { renderTable, type Screen } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { basisNote, changeCells } from './change-cells.ts';
import type { Acceptance, Change } from './plan.ts';
import { isNoOp } from './accept.ts';
import type { SubjectPlan } from './gather.ts';

/** What accepting changes, per subject: old and new. */
export function renderPlans(
  plans: readonly SubjectPlan[],
  { named }: Pick<Acceptance, 'named'>,
  root: string,
  { paint, columns }: Screen,
): string {
  const what =
    named === null
      ? 'nothing to accept'
      : `nothing to accept of ${named.map((name) => printable(name)).join(', ')}`;
  return plans
    .map((plan) => {
      const title = paint('strong', printable(plan.name));
      if (isNoOp(plan)) return `${title}: ${what}, baseline.json says what was measured`;
      const table = renderTable(
        [
          { head: 'key', long: 'above' },
          { head: 'accepted', align: 'right' },
          { head: 'measured', align: 'right' },
          { head: 'change', align: 'right' },
          { head: '', long: 'wrap' },
        ],
        plan.changes.map(planCells),
        columns,
      );
      const copies = plan.copies.map(({ to }) => `  copy: ${relative(root, to)}`);
      return [title, ...(plan.changes.length > 0 ? [table] : []), ...copies].join('\n');
    })
    .join('\n\n');
}

function planCells({ path, from, to }: Change): string[] {
  const note = to === undefined ? 'no longer measured: removed' : basisNote(from, to);
  return [...changeCells({ path, from, to }), note];
}
