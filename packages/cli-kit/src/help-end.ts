import { renderTable } from './table.ts';
import { fitLines } from './wrap.ts';

const EXIT_CODES =
  'Exit codes: 0 clean · 1 violation, budget or regression · 2 usage, configuration or input · 3 environment';

/** What a help ends with: examples, each a call and behind two spaces what it is for, and what the exit codes mean. */
export function helpEnd(examples: readonly string[], columns: number): string {
  const rows = examples.map((example) => {
    const [call = '', what = ''] = example.split(/ {2,}/);
    return [call, what];
  });
  // The columns speak for themselves: the line of headings is left out.
  const table = renderTable([{ head: '' }, { head: '', long: 'wrap' }], rows, columns).replace(/^\s*\n/, '');
  return `\nExamples:\n${table}\n\n${fitLines(EXIT_CODES, columns)}\n`;
}
