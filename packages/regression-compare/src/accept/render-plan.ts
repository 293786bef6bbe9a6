import { relative } from 'node:path';
import { cell, renderTable, type Paint } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { formatPct } from '@wasmgate/words';
import { basisText, isSameBasis, type Basis } from '@wasmgate/contracts/basis';
import type { Acceptance, Change } from './plan.ts';
import { isNoOp } from './accept.ts';
import type { SubjectPlan } from './gather.ts';

/** What accepting changes, per subject: old and new. */
export function renderPlans(
  plans: readonly SubjectPlan[],
  { named }: Pick<Acceptance, 'named'>,
  root: string,
  paint: Paint,
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
          { head: 'key' },
          { head: 'accepted', align: 'right' },
          { head: 'measured', align: 'right' },
          { head: 'change', align: 'right' },
          { head: '' },
        ],
        plan.changes.map(changeCells),
      );
      const copies = plan.copies.map(({ to }) => `  copy: ${relative(root, to)}`);
      return [title, ...(plan.changes.length > 0 ? [table] : []), ...copies].join('\n');
    })
    .join('\n\n');
}

function changeCells({ path, from, to }: Change): string[] {
  const [before, after] = [figureOf(from), figureOf(to)];
  const pct =
    typeof before === 'number' && typeof after === 'number' && before !== 0
      ? formatPct(((after - before) / before) * 100)
      : '';
  const note = to === undefined ? 'no longer measured: removed' : basisNote(from, to);
  return [cell(path.join(' / '), 90), shown(before), shown(after), pct, note];
}

/** The figure of an exact or timed entry; of anything else what stands there. */
function figureOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { value: exact, p50, sha256 } = value as Record<string, unknown>;
  return exact ?? p50 ?? (typeof sha256 === 'string' ? sha256.slice(0, 12) : value);
}

function basisNote(from: unknown, to: unknown): string {
  const [before, after] = [from, to].map((side) =>
    typeof side === 'object' && side !== null ? (side as { basis?: Basis }).basis : undefined,
  );
  if (before === undefined || after === undefined || isSameBasis(before, after)) return '';
  return `basis: was ${cell(basisText(before), 60)}`;
}

function shown(value: unknown): string {
  if (value === undefined) return '-';
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 4 });
  return cell(typeof value === 'string' ? value : JSON.stringify(value), 40);
}
