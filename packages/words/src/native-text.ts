import { comparisonArgs } from '@wasmgate/contracts/comparison-args';
import { printable } from '@wasmgate/contracts/printable';
import type { NativeBin } from '@wasmgate/contracts/startup';
import { comparisonText } from './comparison-text.ts';
import { formatMs } from './format.ts';

const reasons = {
  no_baseline: 'nothing accepted to compare with',
  other_platform: 'accepted on another platform',
  failed: 'not compared',
} as const satisfies Record<NonNullable<NativeBin['uncompared']>, string>;

/** A program of the host in a line; `status` is what the gate makes of its comparison. */
export function nativeText(program: NativeBin, status?: string): string {
  const { bin, startup_time_ms: times, binary_size_kb: size, throughput_invocations_per_sec: runs } = program;
  const { peak_rss_kb: peak } = program;
  const title = `native ${printable(bin, 64)}: `;
  const kilobytes = `${size.toLocaleString('en-US')} kB`;
  if (times === null || runs === null) return `${title}failed, ${kilobytes}`;
  const figures = [
    `P50 ${formatMs(times.p50_ms)} (mean ${formatMs(times.mean_ms)})`,
    kilobytes,
    `${Math.round(runs).toLocaleString('en-US')} runs a second`,
    ...(peak === null ? [] : [`${Math.round(peak.p50).toLocaleString('en-US')} kB of memory`]),
  ];
  return `${title}${figures.join(', ')}; ${comparedText(program, status)}`;
}

function comparedText({ comparison, uncompared }: NativeBin, status?: string): string {
  if (comparison === null) return reasons[uncompared ?? 'no_baseline'];
  const { baseline, metric, peak_rss: peak, skipped } = comparison;
  const against = `against ${printable(baseline.artifact, 90)}: `;
  if (skipped !== undefined) return `${against}identical`;
  const memory = peak === null ? '' : `; memory ${comparisonText(comparisonArgs(peak.metric))}`;
  return `${against}${comparisonText(comparisonArgs(metric))} ${status ?? metric.status}${memory}`;
}
