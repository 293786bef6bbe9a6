import { nativeMetric } from '@wasmgate/contracts/native';
import type { NativeBin } from '@wasmgate/contracts/startup';

/** The figures of programs that budgets can name, by the name of their metric. Null: not measured. */
export function nativeMetrics(programs: readonly NativeBin[] | null): Record<string, number | null> {
  return Object.fromEntries(
    (programs ?? []).flatMap(({ bin, startup_time_ms: times, binary_size_kb: size }) => [
      [nativeMetric(bin, 'startup_time_ms'), times?.p50_ms ?? null],
      [nativeMetric(bin, 'binary_size_kb'), size],
    ]),
  );
}
