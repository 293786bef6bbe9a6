import { main } from '@wasmgate/cli-kit';
import { regressionBin } from './regression-bin.ts';
import { verifyBin } from './verify-bin.ts';

declare const __VERSION__: string;

/** wasm-regression-compare. */
export const run = (process: NodeJS.Process): Promise<void> => main(regressionBin(__VERSION__), process);

/** wasm-verify. */
export const runVerify = (process: NodeJS.Process): Promise<void> => main(verifyBin(__VERSION__), process);
