import { main } from '@wasmgate/cli-kit';
import { toolchainBin } from './toolchain-bin.ts';

declare const __VERSION__: string;

/** Runs `wasm-toolchain` in this process. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(toolchainBin(__VERSION__, process.versions.node), process, name);
