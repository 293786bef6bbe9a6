import { pickBasis, type Basis } from '@wasmgate/contracts/basis';
import { InputError } from '@wasmgate/contracts/errors';
import { memoryReport } from '@wasmgate/contracts/memory';
import { knownMetric, metricOf, type MetricName } from '@wasmgate/contracts/metrics';
import { startupReport } from '@wasmgate/contracts/startup';
import { timedFigures } from '@wasmgate/contracts/startup-figures';
import { exactKilobytes } from './exact-kilobytes.ts';
import type { ExactMeasurement, Measurement, Reports } from './measurement.ts';
import { nativeMeasurements } from './native.ts';

/** Every figure that the reports give for the shipped artifact and the programs of the host, each name once. */
export function measurements({ build, size, startup, memory }: Reports): Measurement[] {
  const exact = (name: MetricName, value: number, basis: Basis = {}): ExactMeasurement => {
    const { basis: parts, isSize } = knownMetric(name);
    return { kind: 'exact', name, value, basis: pickBasis({ ...build.basis, ...basis }, parts), isSize };
  };
  // A subject's sizes are always compressed; a report by hand (--compress none) has null.
  const compressed = (name: MetricName, bytes: number | null): ExactMeasurement[] =>
    bytes === null ? [] : [exact(name, exactKilobytes(bytes), { compressor: size.compressor })];
  const all: Measurement[] = [
    exact('wasm_size_raw_kb', exactKilobytes(size.raw_bytes)),
    ...compressed('wasm_size_gzip_kb', size.gzip_bytes),
    ...compressed('wasm_size_brotli_kb', size.brotli_bytes),
    exact('wasm_exports', build.exports.length),
    exact('wasm_imports', build.imports.length),
    { kind: 'identity', name: 'wasm_allocator', value: build.wasm_allocator },
    { kind: 'identity', name: 'wasm_target', value: build.wasm_target },
    ...Object.entries(startup.exact ?? {}).map(([name, { value, basis }]) =>
      exact(exactMetric(startupReport, name), value, basis),
    ),
    ...Object.entries(memory.exact ?? {}).map(([name, { value, basis }]) =>
      exact(exactMetric(memoryReport, name), value, basis),
    ),
    ...timedFigures(startup).map((figure) => ({ kind: 'timed' as const, ...figure })),
    ...nativeMeasurements({ build, startup }),
  ];
  // startup.exact may count exports and imports as well: build.json's count comes first and stands.
  return [...new Map(all.toReversed().map((m) => [m.name, m])).values()].toReversed();
}

/** Throws InputError on a name that the table does not have: another version of the tool wrote the report. */
function exactMetric(
  { file, task }: { readonly file: string; readonly task: string },
  name: string,
): MetricName {
  if (metricOf(name)?.kind === 'exact') return name as MetricName;
  throw new InputError(`${file}: $.exact: ${JSON.stringify(name)} is no metric that this version knows`, {
    fix: `make it anew: npx turbo run ${task}`,
  });
}
