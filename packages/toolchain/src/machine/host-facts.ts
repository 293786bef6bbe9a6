import { availableParallelism, cpus } from 'node:os';
import type { HostJson } from '@wasmgate/contracts/host';
import { printable } from '@wasmgate/contracts/printable';
import { thisMachine } from './machine.ts';

/** What host.json says of a machine. */
export interface HostFacts {
  readonly os: string;
  readonly arch: string;
  readonly cpuModel: string;
  readonly cores: number;
}

/** The machine that this process runs on. */
export function hostFacts(): HostFacts {
  const { os, arch } = thisMachine();
  // Some ARM systems and sandboxes give no model.
  const model = printable((cpus()[0]?.model ?? '').replaceAll(/\s+/g, ' ').trim(), 200);
  return { os, arch, cpuModel: model === '' ? 'unknown CPU' : model, cores: availableParallelism() };
}

/** host.json: the class of machine that will measure, which WASMGATE_HOST_CLASS may name. */
export function hostJson(
  { os, arch, cpuModel, cores }: HostFacts,
  wasmtimeVersion: string,
  hostClass: string | null,
): HostJson {
  const own = `${os}/${arch}/${cpuModel}/${cores} core${cores === 1 ? '' : 's'}/wasmtime ${wasmtimeVersion}`;
  return {
    schema_version: 1,
    host_class: hostClass ?? own,
    os,
    arch,
    cpu_model: cpuModel,
    cores,
    wasmtime_version: wasmtimeVersion,
    overridden: hostClass !== null,
  };
}
