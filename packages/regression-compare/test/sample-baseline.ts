import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { parseBaseline } from '@wasmgate/contracts/baseline';
import { baselineText } from '../src/accept/baseline-text.ts';
import { measurements, type MeasuredReports as Reports } from '../src/index.ts';

/** A baseline that accepts exactly what was measured, with `changes` laid over it. */
export function acceptAll(reports: Reports, changes: Partial<BaselineSubject> = {}): BaselineSubject {
  const { build, size, startup } = reports;
  const all = measurements(reports);
  const exact = all.flatMap((m) =>
    m.kind === 'exact' ? [[m.name, { value: m.value, basis: m.basis }] as const] : [],
  );
  const timed = all.flatMap((m) =>
    m.kind === 'timed' && m.value !== null
      ? [[m.name, { p50: m.value, n: m.n, wasmtime: startup.engine.version ?? '' }] as const]
      : [],
  );
  const entry: BaselineSubject = {
    wasm_allocator: build.wasm_allocator,
    wasm_target: build.wasm_target,
    exact: Object.fromEntries(exact),
    timed: { [startup.host_class]: Object.fromEntries(timed) },
    artifact: { sha256: build.artifact_sha256, bytes: size.raw_bytes, basis: build.basis },
    ...changes,
  };
  // What a baseline.json would say of it is what is compared.
  const written = baselineText({ schema_version: 2, subjects: { sample: entry } }, '{}');
  parseBaseline('baseline.json', written);
  return entry;
}

/** The seed, as clawft's baseline.json has it. */
export const seed: BaselineSubject = {
  startup_time_ms: 3.5,
  binary_size_kb: 4710,
  throughput_invocations_per_sec: 418,
  timestamp: '2026-02-17',
  wasm_size_raw_kb: 79.2,
  wasm_size_gzip_kb: 35.6,
  wasm_allocator: 'dlmalloc',
  wasm_target: 'wasm32-wasip2',
  wasm_instantiation_cold_ms: null,
  wasm_instantiation_warm_ms: null,
};
