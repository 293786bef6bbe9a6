import { main } from '@wasmgate/cli-kit';
import { compressorId } from '@wasmgate/contracts/environment';
import { sizeBin } from './size-bin.ts';

declare const __VERSION__: string;

/** Runs `wasm-size` in this process. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(sizeBin(__VERSION__, compressorId(process.versions, process.arch)), process, name);
