import type { Paint } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import type { Choice } from './choose-candidates.ts';
import type { FileChange } from './draft.ts';
import type { Candidate } from './find-candidates.ts';

/** Whole when they are no longer. */
const SHORT = 14;

/** What is gated, and what is written for that: new files, and the lines that come to files which are there. */
export function renderPlan(
  { chosen, leftOut }: Choice,
  changes: readonly FileChange[],
  paint: Paint,
): string {
  return [
    paint('strong', 'Gated from now on:'),
    ...chosen.map((one) => `  ${candidateText(one)}`),
    ...(leftOut.length === 0
      ? []
      : [
          paint(
            'dim',
            `  left out, for it looks like test data (--only takes it): ${leftOut.map(({ name }) => printable(name)).join(', ')}`,
          ),
        ]),
    '',
    paint('strong', 'Written (what is there is added to, never overwritten):'),
    ...changes.flatMap((change) => changeLines(change, paint)),
  ].join('\n');
}

function candidateText(candidate: Candidate): string {
  return candidate.kind === 'crate'
    ? `${printable(candidate.name)}: the crate ${printable(candidate.manifest)}, for ${candidate.target}, profile ${printable(candidate.profile)}`
    : `${printable(candidate.name)}: ${printable(candidate.file)}`;
}

function changeLines({ path, before, after }: FileChange, paint: Paint): string[] {
  const lines = after.trimEnd().split('\n');
  const added = before === null ? lines : addedLines(before.split('\n'), lines);
  const head = `  ${before === null ? '+' : '~'} ${printable(path)} (${added.length} line${added.length === 1 ? '' : 's'}${before === null ? '' : ' more'})`;
  if (before === null && added.length > SHORT) return [head];
  const shown = added.length > SHORT ? [...added.slice(0, SHORT), `… ${added.length - SHORT} more`] : added;
  return [head, ...shown.map((line) => paint('good', `      + ${printable(line, 120)}`))];
}

const bare = (line: string): string => line.replace(/,?\s*$/, '');

/** The lines that a text has more than another. A comma behind what stands last is no change. */
function addedLines(before: readonly string[], after: readonly string[]): string[] {
  const kept = new Map<string, number>();
  for (const line of before) kept.set(bare(line), (kept.get(bare(line)) ?? 0) + 1);
  return after.filter((line) => {
    const left = kept.get(bare(line)) ?? 0;
    kept.set(bare(line), left - 1);
    return left <= 0;
  });
}
