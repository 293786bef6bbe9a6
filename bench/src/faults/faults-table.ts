import type { FaultKind } from './fault-kind.ts';
import type { Result } from './results.ts';

/** A Markdown table: a row a fault, with how often it was made and how often the answer was right. */
export function faultsTable(
  kinds: readonly Pick<FaultKind, 'name' | 'expected' | 'obstacle'>[],
  results: readonly Result[],
): string {
  const cells = kinds.flatMap(({ name, expected, obstacle }) => {
    const own = results.filter(({ kind }) => kind === name);
    if (own.length === 0) return [[name, expected, `not run: ${obstacle() ?? 'not asked for'}`, '', '']];
    const rows = [...new Set(own.map(({ row }) => row))];
    return rows.map((row) => {
      const trials = own.filter((result) => result.row === row);
      const right = trials.filter(({ problems }) => problems.length === 0).length;
      return [row, expected, String(trials.length), String(right), longest(trials)];
    });
  });
  const head = ['fault', 'right answer', 'times', 'right', 'gone after, at most'];
  const rule = ['---', '---', '---:', '---:', '---:'];
  return [head, rule, ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function longest(trials: readonly Result[]): string {
  const times = trials.flatMap(({ gone_ms }) => (gone_ms === undefined ? [] : [gone_ms]));
  return times.length === 0 ? '' : `${(Math.max(...times) / 1000).toFixed(1)} s`;
}

/** Which tasks ran when something was killed, and how often: `build 12, size 3`. */
export function tasksHit(results: readonly Result[]): string {
  const counts = new Map<string, number>();
  for (const { during } of results) {
    if (during === undefined) continue;
    const task = during.includes('#compile') ? 'compile' : during.replaceAll(/\S+#/g, '');
    counts.set(task, (counts.get(task) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([task, count]) => `${task} ${count}`)
    .join(', ');
}
