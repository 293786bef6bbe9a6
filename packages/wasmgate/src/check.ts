import { fileURLToPath } from 'node:url';
import { main } from '@wasmgate/cli-kit';
import { checkBin } from './check/check-bin.ts';

declare const __VERSION__: string;

/** `wasmgate check`. The tools that it asks are commands of this very package. */
export const run = (process: NodeJS.Process): Promise<void> =>
  main(checkBin(__VERSION__, fileURLToPath(new URL('../bin.js', import.meta.url))), process);
