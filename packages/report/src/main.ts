import { main } from '@wasmgate/cli-kit';
import { reportBin } from './report-bin.ts';

declare const __VERSION__: string;

/** Runs `wasm-report` in this process. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(reportBin(__VERSION__), process, name);
