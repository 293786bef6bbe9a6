import type { Cell, Sample } from './measure.ts';

/** The middle of some numbers; the mean of the two middle ones when they are even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >>> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * A Markdown table: a row a file, a column a tool, in each cell median seconds and median peak memory. The last columns are the
 * first of `ratio` over the second, of the medians of seconds and of processor time.
 */
export function table(cells: readonly Cell[], ratio: readonly [of: string, to: string]): string {
  const tools = [...new Set(cells.map(({ tool }) => tool))];
  const files = [...new Set(cells.map(({ file }) => file))];
  const samplesOf = (file: string, tool: string): readonly Sample[] | undefined =>
    cells.find((cell) => cell.file === file && cell.tool === tool)?.samples;
  const rows = files.map((file) => [
    file,
    ...tools.map((tool) => cellText(samplesOf(file, tool))),
    ...figures.map((figure) => ratioText(samplesOf(file, ratio[0]), samplesOf(file, ratio[1]), figure)),
  ]);
  const head = ['file', ...tools.map((tool) => `\`${tool}\``), 'ratio', 'ratio, processor'];
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function cellText(samples: readonly Sample[] | undefined): string {
  if (samples === undefined) return 'refused';
  const seconds = (median(samples.map(({ ms }) => ms)) / 1000).toFixed(2);
  const peaks = samples.flatMap(({ peak_kb }) => (peak_kb === undefined ? [] : [peak_kb]));
  return peaks.length === 0 ? `${seconds} s` : `${seconds} s, ${Math.round(median(peaks) / 1024)} MB`;
}

const figures = ['ms', 'cpu_ms'] as const;

function ratioText(
  of: readonly Sample[] | undefined,
  to: readonly Sample[] | undefined,
  figure: (typeof figures)[number],
): string {
  const middle = (samples: readonly Sample[] = []): number =>
    median(samples.flatMap((sample) => sample[figure] ?? []));
  const ratio = middle(of) / middle(to);
  // Processor time comes in hundredths: of a small file it may be none.
  return Number.isFinite(ratio) ? ratio.toFixed(2) : '–';
}
