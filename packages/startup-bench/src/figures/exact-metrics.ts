import type { StartupJson } from '@wasmgate/contracts/startup';
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
  for (const { name, fuel } of measured.fuel?.points ?? []) {
    exact[freeName(exact, `wasm_fuel_${metricPart(name)}`)] = { value: fuel, basis: { engine } };
  }
  return exact;
}

/** `process-message` to `process_message`, `_start` to `start`. */
function metricPart(exportName: string): string {
  const part = exportName
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  return part.replace(/^_+|_+$/g, '') || 'call';
}

/** The second call of the same export is `…_2`. */
function freeName(taken: Exact, name: string): string {
  if (!Object.hasOwn(taken, name)) return name;
  for (let number = 2; ; number++) {
    if (!Object.hasOwn(taken, `${name}_${number}`)) return `${name}_${number}`;
  }
}
