import { main } from '@wasmgate/cli-kit';
import { baselineBin } from './accept/baseline-bin.ts';

declare const __VERSION__: string;

/** wasm-baseline: a bundle of its own, so that a change of how figures are accepted re-runs no comparison. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(baselineBin(__VERSION__, new Date().toISOString().slice(0, 10)), process, name);
