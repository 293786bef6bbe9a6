import { median } from '../table.ts';
import type { TurboRun } from './cached-run.ts';

/** The fully cached runs of a number of subjects, by the tools and by stubs. */
export interface ScalingRow {
  readonly subjects: number;
  readonly stubs: readonly TurboRun[];
  readonly tools: readonly TurboRun[];
}

/** A Markdown table: medians of whole processes, with the least and the most. */
export function scalingTable(rows: readonly ScalingRow[]): string {
  const cells = rows.map(({ subjects, stubs, tools }) => {
    const [stub, tool] = [medianOf(stubs), medianOf(tools)];
    return [
      String(subjects),
      String(tools[0]?.tasks),
      spread(stubs),
      spread(tools),
      (tool / stub).toFixed(2),
      `${seconds(tool - stub)} s`,
    ];
  });
  const head = ['subjects', 'tasks', 'stubs', '`turbo run verify`', 'ratio', 'difference'];
  return [head, head.map(() => '---:'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);
const times = (runs: readonly TurboRun[]): number[] => runs.map(({ ms }) => ms);
const medianOf = (runs: readonly TurboRun[]): number => median(times(runs));
const spread = (runs: readonly TurboRun[]): string =>
  `${seconds(medianOf(runs))} s (${seconds(Math.min(...times(runs)))}–${seconds(Math.max(...times(runs)))})`;
