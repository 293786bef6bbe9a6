import { main } from '@wasmgate/cli-kit';
import { settingsBin } from './settings-bin.ts';

declare const __VERSION__: string;

/** Runs `wasm-settings` in this process. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(settingsBin(__VERSION__), process, name);
