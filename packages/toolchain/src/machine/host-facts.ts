import { availableParallelism, cpus } from 'node:os';
import type { Host } from '@wasmgate/contracts/environment';
import { printable } from '@wasmgate/contracts/printable';
import { thisMachine } from './machine.ts';

/** What is known of a machine. */
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

/** The class of machine that will measure, which WASMGATE_HOST_CLASS may name. */
export function hostOf(
  { os, arch, cpuModel, cores }: HostFacts,
  wasmtimeVersion: string,
  hostClass: string | null,
): Host {
  const own = `${os}/${arch}/${cpuModel}/${cores} core${cores === 1 ? '' : 's'}/wasmtime ${wasmtimeVersion}`;
  return {
    host_class: hostClass ?? own,
    os,
    arch,
    cpu_model: cpuModel,
    cores,
    wasmtime_version: wasmtimeVersion,
    overridden: hostClass !== null,
  };
}
