import type { StartupJson } from '@wasmgate/contracts/startup';
import { pointMetrics } from '@wasmgate/contracts/point-metrics';
import type { FuelResult } from '../child/job.ts';
import type { StaticMetrics } from '../guest/static-metrics.ts';

/** What only wasmtime counts, with its version and where it did. */
export interface EngineFigures {
  readonly version: string;
  readonly os: string;
  readonly arch: string;
  readonly cwasmBytes: number;
  /** Null: not counted. */
  readonly fuel: FuelResult | null;
}

type Exact = NonNullable<StartupJson['exact']>;

/**
 * The figures that need no statistics, with what they depend on. Fuel counts WebAssembly operations: the same on every
 * machine, but not under every compiler. The length of a `.cwasm` depends on the target. `engine`: null where wasmtime did not run it.
 */
export function exactMetrics(metrics: StaticMetrics, figures: EngineFigures | null): Exact {
  const exact: Exact = {};
  for (const [name, value] of Object.entries(metrics)) exact[name] = { value, basis: {} };
  if (figures === null) return exact;
  const { version, os, arch, cwasmBytes, fuel: counted } = figures;
  const engine = `wasmtime ${version} cranelift`;
  exact['wasm_cwasm_bytes'] = { value: cwasmBytes, basis: { engine, platform: `${arch}-${os}` } };
  const points = counted?.points ?? [];
  const names = pointMetrics(
    'wasm_fuel',
    points.map(({ name }) => name),
  );
  for (const [index, { fuel }] of points.entries())
    exact[names[index] ?? ''] = { value: fuel, basis: { engine } };
  return exact;
}
