import type { StartupJson } from '@wasmgate/contracts/startup';
import { fuelMetrics } from '@wasmgate/contracts/fuel-metrics';
import type { FuelResult } from '../child/job.ts';
import type { StaticMetrics } from '../guest/static-metrics.ts';

/** What an exact figure of the engine depends on beside the bytes. */
export interface EngineBasis {
  readonly wasmtimeVersion: string;
  readonly os: string;
  readonly arch: string;
}

type Exact = NonNullable<StartupJson['exact']>;

/**
 * The figures that need no statistics, with what they depend on. Fuel counts WebAssembly operations: the same on every
 * machine, but not under every compiler. The length of a `.cwasm` depends on the target.
 */
export function exactMetrics(
  metrics: StaticMetrics,
  measured: { readonly fuel: FuelResult | null; readonly cwasmBytes: number },
  { wasmtimeVersion, os, arch }: EngineBasis,
): Exact {
  const engine = `wasmtime ${wasmtimeVersion} cranelift`;
  const exact: Exact = {};
  for (const [name, value] of Object.entries(metrics)) exact[name] = { value, basis: {} };
  const basis = { engine, platform: `${arch}-${os}` };
  exact['wasm_cwasm_bytes'] = { value: measured.cwasmBytes, basis };
  const points = measured.fuel?.points ?? [];
  const names = fuelMetrics(points.map(({ name }) => name));
  for (const [index, { fuel }] of points.entries())
    exact[names[index] ?? ''] = { value: fuel, basis: { engine } };
  return exact;
}
