import { main } from '@wasmgate/cli-kit';
import { toolchainBin } from '@wasmgate/toolchain';

declare const __VERSION__: string;

/** `wasmgate environment`, `doctor`, `install` and `lock`. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(toolchainBin(__VERSION__, process.versions.node), process, name);
