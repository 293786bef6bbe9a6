import { main } from '@wasmgate/cli-kit';
import { settingsBin } from '@wasmgate/settings';

declare const __VERSION__: string;

/** `wasmgate settings`. */
export const run = (process: NodeJS.Process, name?: string): Promise<void> =>
  main(settingsBin(__VERSION__), process, name);
