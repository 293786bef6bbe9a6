import { renderTable, type Screen } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import type { SubjectResult } from './read-results.ts';
import { originText } from './was-measured.ts';

/** One table over all subjects. `isFiltered`: turbo was told to run some of them only. */
export function renderResults(
  results: readonly SubjectResult[],
  isFiltered: boolean,
  { paint, columns }: Screen,
): string {
  return renderTable(
    [
      { head: 'subject' },
      { head: 'verdict' },
      { head: 'gated', align: 'right' },
      { head: 'not comparable', align: 'right' },
      { head: 'listed', align: 'right' },
      { head: 'startup' },
      { head: 'wrong', long: 'wrap' },
    ],
    results.map(({ name, report, isMeasured }) => {
      if (report === null) {
        const text = isFiltered ? 'not run, or did not finish: see above' : 'did not finish: see above';
        return [printable(name), paint(isFiltered ? 'warn' : 'bad', text), '', '', '', '', ''];
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
}
