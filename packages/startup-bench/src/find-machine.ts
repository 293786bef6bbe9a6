import { availableParallelism, cpus } from 'node:os';
import type { BinContext } from '@wasmgate/cli-kit';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { Machine } from './machine.ts';

/** Finds (or installs) libwasmtime and the `wasmtime` command, and says what class of machine this is. */
export async function findMachine({ io }: BinContext): Promise<Machine> {
  const library = io.env['WASMGATE_LIBWASMTIME'];
  if (library === undefined)
    throw new EnvironmentError('no libwasmtime', { fix: 'set WASMGATE_LIBWASMTIME' });
  const { platform: os, arch } = process;
  const wasmtimeVersion = '49.0.0';
  return {
    library,
    cli: io.env['WASMGATE_WASMTIME'] ?? null,
    wasmtimeVersion,
    hostClass: `${os} ${arch} ${cpus()[0]?.model ?? 'unknown'} x${availableParallelism()} wasmtime ${wasmtimeVersion}`,
    os,
    arch,
  };
}
