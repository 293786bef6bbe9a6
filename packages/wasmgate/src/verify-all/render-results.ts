import { renderTable, type Screen } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { findingFix, findingText } from '@wasmgate/words';
import type { SubjectResult } from './read-results.ts';
import { originText } from './was-measured.ts';

const right = (head: string) => ({ head, align: 'right' as const });

/** One table over all subjects, and last what is to be done. `isFiltered`: turbo was told to run some of them only. */
export function renderResults(
  results: readonly SubjectResult[],
  isFiltered: boolean,
  { paint, columns }: Screen,
): string {
  const table = renderTable(
    [
      { head: 'subject', long: 'above' },
      { head: 'verdict' },
      right('gated'),
      right('not comparable'),
      right('listed'),
      { head: 'startup' },
      { head: 'wrong', long: 'wrap' },
    ],
    results.map(({ name, report, isMeasured }) => {
      if (report === null) {
        const text = isFiltered ? 'not run, or did not finish' : 'did not finish';
        return [printable(name), '-', '', '', '', '', paint(isFiltered ? 'warn' : 'bad', text)];
      }
      const { verdict, counts, failures } = report;
      const codes = [...new Set(failures.map(({ code }) => code))];
      return [
        printable(name),
        paint(verdict === 'pass' ? 'good' : 'bad', verdict),
        String(counts.gated),
        String(counts.not_comparable),
        String(counts.listed),
        originText(isMeasured),
        printable(codes.join(', '), 80),
      ];
    }),
    columns,
  );
  const fixes = fixLines(results, isFiltered, paint);
  return fixes.length === 0 ? table : `${table}\n\n${fixes.join('\n')}`;
}

/** Each failure with what mends it; of what did not finish, where its error is found again. */
function fixLines(results: readonly SubjectResult[], isFiltered: boolean, paint: Screen['paint']): string[] {
  const lines = results.flatMap(({ name, report }) =>
    (report?.failures ?? []).flatMap((failure) => [
      paint('bad', `${printable(name)}: ${findingText(failure)}`),
      `  fix: ${findingFix(failure, name)}`,
    ]),
  );
  const unfinished = isFiltered ? [] : results.filter(({ report }) => report === null);
  if (unfinished.length === 0) return lines;
  const names = unfinished.map(({ name }) => printable(name)).join(', ');
  return [...lines, paint('bad', `${names}: did not finish`), '  fix: see what stopped it: npx wasmgate why'];
}
