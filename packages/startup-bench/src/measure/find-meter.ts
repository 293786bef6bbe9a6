import { versions } from 'node:process';
import type { BinContext } from '@wasmgate/cli-kit';
import type { EngineName } from '@wasmgate/contracts/engine';
import { hostOf } from '@wasmgate/contracts/host';
import { hostFacts, resolveWasmtime } from '@wasmgate/toolchain';
import type { Meter } from './meter.ts';

/**
 * Finds an engine (libwasmtime with the `wasmtime` command is installed where it is not here; V8 is Node's own), and says what class
 * of machine this is, in the words of environment.json. Throws EnvironmentError (exit 3) with the ways to install wasmtime.
 */
export async function findMeter(name: EngineName, context: BinContext): Promise<Meter> {
  const { io, progress, signal } = context;
  const hostWith = (engine: string) => hostOf(hostFacts(), engine, io.env['WASMGATE_HOST_CLASS'] || null);
  switch (name) {
    case 'off':
      return { engine: null, cli: null, cliMissing: 'nothing starts the guest', host: hostWith('none') };
    case 'v8': {
      const { v8: version } = versions;
      const host = hostWith(`v8 ${version}`);
      return { engine: { name, version }, cli: null, cliMissing: 'the guest is for V8', host };
    }
    case 'wasmtime': {
      const wasmtime = await resolveWasmtime({ env: io.env, dir: io.cwd, progress, signal });
      const { version, cliVersion } = wasmtime;
      return {
        engine: { name, version, library: wasmtime.libraryPath },
        cli: cliVersion === version ? wasmtime.cliPath : null,
        cliMissing:
          cliVersion === null
            ? 'there is no wasmtime command'
            : `the wasmtime command is ${cliVersion}, the library ${version}`,
        host: hostWith(`wasmtime ${version}`),
      };
    }
  }
}
