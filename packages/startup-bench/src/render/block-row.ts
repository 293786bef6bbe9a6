const BLOCKS = ' ▁▂▃▄▅▆▇█';

/** Where a row begins and ends, and how wide it is in characters. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly width: number;
}

/** A distribution in one line: a character a bin, as high as its share of the fullest. What lies outside counts at the ends. */
export function blockRow(values: readonly number[], { low, high, width }: Axis): string {
  const bins = Array.from({ length: width }, () => 0);
  for (const value of values) {
    const place = high > low ? Math.floor(((value - low) / (high - low)) * width) : width >> 1;
    const bin = Math.min(width - 1, Math.max(0, place));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...bins);
  // What is there at all is seen.
  return bins.map((count) => BLOCKS[Math.ceil((count / most) * (BLOCKS.length - 1))]).join('');
}
