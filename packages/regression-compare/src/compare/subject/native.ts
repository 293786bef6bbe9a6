import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { isSameBasis, type Basis } from '@wasmgate/contracts/basis';
import type { BuildJson } from '@wasmgate/contracts/build';
import { knownMetric } from '@wasmgate/contracts/metrics';
import { nativeMetric, type NativeFigure } from '@wasmgate/contracts/native';
import type { NativeBin, StartupJson } from '@wasmgate/contracts/startup';
import { programFigures } from '@wasmgate/contracts/startup-figures';
import type { Against } from './compare-measurement.ts';
import type { ExactMeasurement, TimedMeasurement } from './measurement.ts';
import { exactKilobytes } from './exact-kilobytes.ts';
import type { SameRun, SameRunMetric } from './same-run.ts';

type Reports = { readonly build: BuildJson; readonly startup: Pick<StartupJson, 'native'> };

/** What a program's size depends on beside the source: another linker than that of the .wasm, the system's. */
export const programBasis = (build: BuildJson, { linker }: NativeBin): Basis => ({
  toolchain: build.toolchain.identity,
  linker,
});

/** Figures of the programs of the host. */
export function nativeMeasurements({ build, startup }: Reports): (ExactMeasurement | TimedMeasurement)[] {
  const sizes = (startup.native ?? []).map((program): ExactMeasurement => {
    const name = nativeMetric(program.bin, 'binary_size_kb');
    const { isSize } = knownMetric(name);
    const value = exactKilobytes(program.bytes);
    return { kind: 'exact', name, value, basis: programBasis(build, program), isSize };
  });
  const times = programFigures(startup).map((figure): TimedMeasurement => ({ kind: 'timed', ...figure }));
  return [...sizes, ...times];
}

/** What the metrics of each program are compared against: its own accepted bytes, and its own comparison in the same run. */
export function nativeAgainst(
  { build, startup }: Reports,
  entry: BaselineSubject,
): Map<string, Pick<Against, 'sameRun' | 'sameArtifact'>> {
  return new Map(
    (startup.native ?? []).flatMap((program) => {
      const { bin, sha256 } = program;
      const accepted = own(entry.native, bin);
      const against = {
        sameArtifact: accepted?.sha256 === sha256,
        sameRun: sameRunOf(program, accepted, build),
      };
      return FIGURES.map((figure) => [nativeMetric(bin, figure), against] as const);
    }),
  );
}

const FIGURES = [
  'binary_size_kb',
  'startup_time_ms',
  'throughput_invocations_per_sec',
  'peak_rss_kb',
] as const satisfies readonly NativeFigure[];

type Accepted = NonNullable<BaselineSubject['native']>[string];

function sameRunOf(program: NativeBin, accepted: Accepted | undefined, build: BuildJson): SameRun | null {
  const { comparison } = program;
  if (comparison === null) return null;
  const { peak_rss: peak } = comparison;
  const metrics = [
    comparison.metric,
    throughputOf(program, comparison),
    ...(peak === null ? [] : [{ ...peak.metric, head_ms: peak.head_kb, baseline_ms: peak.baseline_kb }]),
    ...(comparison.skipped === undefined
      ? []
      : [{ ...comparison.metric, name: nativeMetric(program.bin, 'peak_rss_kb') }]),
  ];
  return {
    metrics: new Map(metrics.map((metric) => [metric.name, metric])),
    isBasisChanged:
      accepted?.basis !== undefined && !isSameBasis(accepted.basis, programBasis(build, program)),
    isOtherFile: accepted !== undefined && accepted.sha256 !== comparison.baseline.sha256,
  };
}

/** The same processes, the other way round: as many times more a second as the start takes less. One test stands for both. */
function throughputOf(
  { bin }: NativeBin,
  { metric, throughput }: NonNullable<NativeBin['comparison']>,
): SameRunMetric {
  const [low = 1, high = 1] = metric.interval;
  return {
    ...metric,
    name: nativeMetric(bin, 'throughput_invocations_per_sec'),
    ratio: 1 / metric.ratio,
    interval: [1 / high, 1 / low],
    head_ms: throughput?.head ?? null,
    baseline_ms: throughput?.baseline ?? null,
  };
}

/** Own properties only: a program may be called constructor. */
function own<T>(object: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
