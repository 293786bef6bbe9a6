import { availableParallelism, cpus } from 'node:os';
import type { HostFacts } from '@wasmgate/contracts/host';
import { printable } from '@wasmgate/contracts/printable';
import { thisMachine } from './machine.ts';

/** The machine that this process runs on. */
export function hostFacts(): HostFacts {
  const { os, arch } = thisMachine();
  // Some ARM systems and sandboxes give no model.
  const model = printable((cpus()[0]?.model ?? '').replaceAll(/\s+/g, ' ').trim(), 200);
  return { os, arch, cpu_model: model === '' ? 'unknown CPU' : model, cores: availableParallelism() };
}
