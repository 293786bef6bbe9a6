import { ALLOCATORS } from './allocators.ts';
import { comparisonArgs } from './comparison-args.ts';
import type { ComparedMetric } from './judge-comparison.ts';
import type { MetricName } from './metrics.ts';
import { nativeMetric } from './native.ts';
import type { StartupJson } from './startup.ts';

/** A timed figure of startup.json under the name of its metric. */
export interface TimedFigure {
  readonly name: MetricName;
  /** P50, ms, runs a second or kB; null: not measured. */
  readonly value: number | null;
  /** Fresh processes behind it. */
  readonly n: number;
}

/** Every way to start under every allocator. */
export function timedFigures({ allocators }: Pick<StartupJson, 'allocators'>): TimedFigure[] {
  return ALLOCATORS.flatMap(({ key, infix }): TimedFigure[] => {
    const figures = allocators[key];
    const arm = (name: MetricName, which: 'cold' | 'cold_aot') =>
      timed(name, figures?.[which]?.total_ms.p50_ms, figures?.[which]?.processes);
    return [
      arm(`wasm_instantiation_cold${infix}_ms`, 'cold'),
      arm(`wasm_cold_aot${infix}_ms`, 'cold_aot'),
      timed(`wasm_instantiation_warm${infix}_ms`, figures?.warm_start?.p50_ms, figures?.warm_processes),
    ];
  });
}

/** The starts and runs of the programs of the host. */
export function programFigures({ native }: Pick<StartupJson, 'native'>): TimedFigure[] {
  return (native ?? []).flatMap((program) => {
    const { bin, processes, startup_time_ms: times, throughput_invocations_per_sec: runs } = program;
    const { peak_rss_kb: peak } = program;
    return [
      timed(nativeMetric(bin, 'startup_time_ms'), times?.p50_ms, processes),
      timed(nativeMetric(bin, 'throughput_invocations_per_sec'), runs, processes),
      timed(nativeMetric(bin, 'peak_rss_kb'), peak?.p50, peak?.processes),
    ];
  });
}

/** Every figure that a budget can name, by metric. */
export function startupFigures(report: StartupJson): Record<string, number | null> {
  const exact = Object.entries(report.exact ?? {}).map(([name, { value }]) => [name, value] as const);
  const sizes = (report.native ?? []).map(
    ({ bin, binary_size_kb }) => [nativeMetric(bin, 'binary_size_kb'), binary_size_kb] as const,
  );
  const times = [...timedFigures(report), ...programFigures(report)];
  return Object.fromEntries([...exact, ...sizes, ...times.map(({ name, value }) => [name, value] as const)]);
}

/** Everything that was compared in this run: the starts of the guest, and the programs of the host. */
export function comparedMetrics({
  comparison,
  native,
}: Pick<StartupJson, 'comparison' | 'native'>): ComparedMetric[] {
  const programs = (native ?? []).flatMap(({ comparison: compared }) =>
    compared === null
      ? []
      : [compared.metric, ...(compared.peak_rss === null ? [] : [compared.peak_rss.metric])],
  );
  return [...(comparison?.metrics ?? []), ...programs].map((metric) => {
    const { name, status, reason } = metric;
    const { metric: _name, ...figures } = comparisonArgs(metric);
    return { name, status, reason, figures };
  });
}

function timed(
  name: MetricName,
  value: number | null | undefined,
  processes: number | undefined,
): TimedFigure {
  return { name, value: value ?? null, n: Math.max(1, processes ?? 1) };
}
