import { comparisonArgs } from '@wasmgate/contracts/comparison-args';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import type { BuildJson } from '@wasmgate/contracts/build';
import { metricOf } from '@wasmgate/contracts/metrics';
import type { Comparison, StartupJson } from '@wasmgate/contracts/startup';
import { metricRow, type Metric } from '../../metric.ts';

/** A timed metric that was measured against the accepted artifact in the same run. */
export type SameRunMetric = Comparison['metrics'][number];

/** The same-run comparison of a subject, and whether it gates. */
export interface SameRun {
  readonly metrics: ReadonlyMap<string, SameRunMetric>;
  /** The two files were built by different toolchains: what changed is shown, and blamed on nobody. */
  readonly isBasisChanged: boolean;
  readonly isOtherFile: boolean;
}

/** What startup.json says of the accepted artifact; null when nothing was compared. */
export function sameRun(
  { comparison }: StartupJson,
  build: BuildJson,
  entry: BaselineSubject,
): SameRun | null {
  if (comparison === undefined || comparison === null) return null;
  const accepted = entry.artifact?.sha256;
  const toolchain = entry.artifact?.basis?.toolchain;
  return {
    metrics: new Map(comparison.metrics.map((metric) => [metric.name, metric])),
    isBasisChanged: toolchain !== undefined && toolchain !== build.basis.toolchain,
    isOtherFile: accepted !== undefined && accepted !== comparison.baseline.sha256,
  };
}

/**
 * The row of a timed metric by its same-run comparison. The accepted figure is the baseline's in that run, not a stored
 * one: the stored ones are of another day, and are never gated.
 */
export function sameRunRow(metric: SameRunMetric, value: number, { isBasisChanged }: SameRun): Metric {
  const { name, status: found, null: nothing } = metric;
  if (found === 'identical') {
    return metricRow(name, 'timed', 'identical', {
      value,
      delta_pct: 0,
      reason: 'same_bytes',
    });
  }
  const { metric: _name, ...figures } = comparisonArgs(metric);
  const reason = isBasisChanged ? 'other_toolchain' : metric.reason;
  return metricRow(name, 'timed', isBasisChanged ? 'basis_changed' : found, {
    value,
    baseline: metric.baseline_ms,
    delta_pct: figures.change_pct,
    tolerance_pct: tenths(Math.max(metricOf(name)?.tolerancePct ?? 0, nothing?.half_width_pct ?? 0)),
    ...(reason === undefined ? {} : { reason }),
    same_run: figures,
  });
}

const tenths = (pct: number): number => Math.round(pct * 10) / 10;
