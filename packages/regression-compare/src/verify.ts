import { main } from '@wasmgate/cli-kit';
import { verifyBin } from './verify-bin.ts';

declare const __VERSION__: string;

/** wasm-verify: a module of its own, words included, since the gate is keyed on what it prints. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(verifyBin(__VERSION__), process, name);
