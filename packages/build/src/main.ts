import { main } from '@wasmgate/cli-kit';
import { buildCommand } from './build-command.ts';

declare const __VERSION__: string;

/** Runs `wasm-build` in this process. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(buildCommand(__VERSION__), process, name);
