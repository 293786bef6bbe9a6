import type { BinContext } from '@wasmgate/cli-kit';
import { hostFacts, hostOf, resolveWasmtime } from '@wasmgate/toolchain';
import type { Meter } from './meter.ts';

/**
 * Finds or installs libwasmtime and the `wasmtime` command, and says what class of machine this is, in the words of
 * environment.json. Throws EnvironmentError (exit 3) with the ways to install wasmtime.
 */
export async function findMeter({ io, progress, signal }: BinContext): Promise<Meter> {
  const wasmtime = await resolveWasmtime({ env: io.env, dir: io.cwd, progress, signal });
  const host = hostOf(hostFacts(), wasmtime.version, io.env['WASMGATE_HOST_CLASS'] || null);
  return {
    library: wasmtime.libraryPath,
    cli: wasmtime.cliVersion === wasmtime.version ? wasmtime.cliPath : null,
    cliMissing:
      wasmtime.cliVersion === null
        ? 'there is no wasmtime command'
        : `the wasmtime command is ${wasmtime.cliVersion}, the library ${wasmtime.version}`,
    wasmtimeVersion: wasmtime.version,
    host,
  };
}
