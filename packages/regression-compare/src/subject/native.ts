import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { isSameBasis, type Basis } from '@wasmgate/contracts/basis';
import type { BuildJson } from '@wasmgate/contracts/build';
import { nativeMetric } from '@wasmgate/contracts/native';
import type { NativeBin, StartupJson } from '@wasmgate/contracts/startup';
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
  return (startup.native ?? []).flatMap((program) => {
    const { bin, bytes, startup_time_ms: times, throughput_invocations_per_sec: runs } = program;
    const n = Math.max(1, program.processes);
    return [
      {
        kind: 'exact',
        name: nativeMetric(bin, 'binary_size_kb'),
        value: exactKilobytes(bytes),
        basis: programBasis(build, program),
        isSize: true,
      },
      { kind: 'timed', name: nativeMetric(bin, 'startup_time_ms'), value: times?.p50_ms ?? null, n },
      { kind: 'timed', name: nativeMetric(bin, 'throughput_invocations_per_sec'), value: runs, n },
    ] as const;
  });
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
      return (['binary_size_kb', 'startup_time_ms', 'throughput_invocations_per_sec'] as const).map(
        (figure) => [nativeMetric(bin, figure), against] as const,
      );
    }),
  );
}

type Accepted = NonNullable<BaselineSubject['native']>[string];

function sameRunOf(program: NativeBin, accepted: Accepted | undefined, build: BuildJson): SameRun | null {
  const { comparison } = program;
  if (comparison === null) return null;
  const metrics = [comparison.metric, throughputOf(program, comparison)];
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
