import { main } from '@wasmgate/cli-kit';
import { regressionBin } from './regression-bin.ts';

declare const __VERSION__: string;

/** wasm-regression-compare. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(regressionBin(__VERSION__), process, name);
