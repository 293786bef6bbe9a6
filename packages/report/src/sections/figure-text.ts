import { metricOf } from '@wasmgate/contracts/metrics';
import { formatBytes, formatMs } from '@wasmgate/words';

/** A figure of a metric with its unit, as a reader wants it: `78.8 kB`, `16.3 us`, `37,393`; a name as it is. */
export function figureText(metric: string, value: number | string): string {
  if (typeof value === 'string') return value;
  switch (metricOf(metric)?.unit) {
    case 'ms':
      return formatMs(value);
    case 'B':
      return formatBytes(value);
    case 'kB':
      return `${value.toLocaleString('en-US', { maximumFractionDigits: 1 })} kB`;
    case 'runs/s':
      return `${Math.round(value).toLocaleString('en-US')} runs/s`;
    default:
      return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  }
}

/** What a metric is, in plain text: the table of metrics marks up code. */
export const metricWords = (metric: string): string => (metricOf(metric)?.words ?? '').replaceAll('`', '');
