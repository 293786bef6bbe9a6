import type { BuildJson } from '@wasmgate/contracts/build';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { SizeJson } from '@wasmgate/contracts/size';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { exactKilobytes } from './exact-kilobytes.ts';
import { nativeMeasurements } from './native.ts';

/** The reports that figures come from. */
export interface Reports {
  readonly build: BuildJson;
  readonly size: SizeJson;
  readonly features: FeaturesJson;
  readonly startup: StartupJson;
}

/** A figure that needs no statistics. */
export interface ExactMeasurement {
  readonly kind: 'exact';
  readonly name: string;
  readonly value: number;
  /** What it depends on beside the source: the toolchain, and what `engine` says. */
  readonly basis: string;
  /** What it depends on beside the bytes: compressor or engine; null when the bytes alone decide it. */
  readonly engine: string | null;
  /** True for a size of a file: the same bytes make it `identical`. */
  readonly isSize: boolean;
}

/** A noisy figure: P50, ms, or runs a second. Null when it could not be measured. */
export interface TimedMeasurement {
  readonly kind: 'timed';
  readonly name: string;
  readonly value: number | null;
  /** Fresh processes behind it. */
  readonly n: number;
}

/** A name, such as the allocator. */
export interface IdentityMeasurement {
  readonly kind: 'identity';
  readonly name: string;
  readonly value: string;
}

/** One figure of the shipped artifact, or of a program of the host. */
export type Measurement = ExactMeasurement | TimedMeasurement | IdentityMeasurement;

/** How startup.json names the basis of what no engine has a say in. */
const BYTES_ALONE = 'bytes';
/** Between the toolchain's part and the engine's part of a basis. */
const BASIS_SEPARATOR = ' | ';

/** A basis of the toolchain and, where one is involved, of the compressor or engine. */
export function joinBasis(toolchain: string, engine: string | null): string {
  return engine === null ? toolchain : `${toolchain}${BASIS_SEPARATOR}${engine}`;
}

/** True when a joined basis has this engine's part. */
export function hasEngine(basis: string, engine: string | null): boolean {
  return engine === null || basis.endsWith(`${BASIS_SEPARATOR}${engine}`);
}

/** Every figure that the reports give for the shipped artifact and the programs of the host, each name once. */
export function measurements({ build, size, startup }: Reports): Measurement[] {
  const exact = (name: string, value: number, engine: string | null, isSize = false): ExactMeasurement => ({
    kind: 'exact',
    name,
    value,
    basis: joinBasis(build.basis, engine),
    engine,
    isSize,
  });
  // A subject's sizes are always compressed; a report by hand (--compress none) has null.
  const compressed = (name: string, bytes: number | null): ExactMeasurement[] =>
    bytes === null ? [] : [exact(name, exactKilobytes(bytes), size.compressor, true)];
  const all: Measurement[] = [
    exact('wasm_size_raw_kb', exactKilobytes(size.raw_bytes), null, true),
    ...compressed('wasm_size_gzip_kb', size.gzip_bytes),
    ...compressed('wasm_size_brotli_kb', size.brotli_bytes),
    exact('wasm_exports', build.exports.length, null),
    exact('wasm_imports', build.imports.length, null),
    { kind: 'identity', name: 'wasm_allocator', value: build.wasm_allocator },
    { kind: 'identity', name: 'wasm_target', value: build.wasm_target },
    ...Object.entries(startup.exact ?? {}).map(([name, { value, basis }]) =>
      exact(name, value, basis === BYTES_ALONE ? null : basis),
    ),
    ...timed(startup),
    ...nativeMeasurements({ build, startup }),
  ];
  // startup.exact may count exports and imports as well: build.json's count comes first and stands.
  return [...new Map(all.toReversed().map((m) => [m.name, m])).values()].toReversed();
}

function timed({ cold_start_ms, cold_aot_ms, warm_start, allocators }: StartupJson): TimedMeasurement[] {
  const { on_demand: plain, pooling } = allocators;
  return [
    timedRow('wasm_instantiation_cold_ms', cold_start_ms, plain?.cold?.processes),
    timedRow('wasm_cold_aot_ms', cold_aot_ms, plain?.cold_aot?.processes),
    timedRow('wasm_instantiation_warm_ms', warm_start?.p50_ms, plain?.warm_processes),
    timedRow('wasm_instantiation_cold_pooling_ms', pooling?.cold?.total_ms.p50_ms, pooling?.cold?.processes),
    timedRow('wasm_cold_aot_pooling_ms', pooling?.cold_aot?.total_ms.p50_ms, pooling?.cold_aot?.processes),
    timedRow('wasm_instantiation_warm_pooling_ms', pooling?.warm_start?.p50_ms, pooling?.warm_processes),
  ];
}

function timedRow(
  name: string,
  value: number | null | undefined,
  processes: number | undefined,
): TimedMeasurement {
  return { kind: 'timed', name, value: value ?? null, n: Math.max(1, processes ?? 1) };
}
