import type { Expectation } from './suite-cases.ts';
import type { Outcome, SuiteResult, SuiteRun } from './run-suites.ts';

/** What is right: a binary of that kind is read, or refused. */
const right = {
  valid: ['read'],
  malformed: ['refused'],
  // Invalid is not malformed: but bits that a newer proposal may give a meaning may be unknown.
  invalid: ['read', 'in_part'],
  malformed_custom: ['read'],
} as const satisfies Record<Expectation, readonly Outcome[]>;

/** Whether what became of a binary is what its script demands. */
export const isRight = ({ expected, outcome }: SuiteResult): boolean =>
  (right[expected] as readonly Outcome[]).includes(outcome);

const columns = ['valid', 'malformed', 'invalid'] as const;

/** A Markdown table: per group how many binaries of each kind came out right, of how many. */
export function suitesTable({ results, notAssembled }: SuiteRun): string {
  const groups = [...new Set(results.map(({ group }) => group))];
  const rows = groups.map((group) => {
    const own = results.filter((each) => each.group === group);
    const cells = columns.map((expected) => ratio(own.filter((each) => each.expected === expected)));
    return [group, ...cells, String(notAssembled.filter((each) => each.group === group).length || '')];
  });
  const all = columns.map((expected) => ratio(results.filter((each) => each.expected === expected)));
  const head = ['suite', 'valid: read', 'malformed: refused', 'invalid: read', 'no binary'];
  return [
    head,
    head.map((_, column) => (column === 0 ? '---' : '---:')),
    ...rows,
    ['all', ...all, String(notAssembled.length)],
  ]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

const ratio = (results: readonly SuiteResult[]): string =>
  results.length === 0 ? '' : `${results.filter(isRight).length} of ${results.length}`;
