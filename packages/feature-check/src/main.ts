import { main } from '@wasmgate/cli-kit';
import { featureCheckBin } from './feature-check-bin.ts';

declare const __VERSION__: string;

/** Runs `wasm-feature-check` in this process. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(featureCheckBin(__VERSION__), process, name);
