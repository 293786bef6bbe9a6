import { fileURLToPath } from 'node:url';
import { main } from '@wasmgate/cli-kit';
import { pnpArguments } from '@wasmgate/process';
import { memoryBin } from './memory-bin.ts';

declare const __VERSION__: string;

/** Runs `wasm-memory` in this process. Its children are `child.js`, compiled beside it. */
export async function run(process: NodeJS.Process, name?: string): Promise<void> {
  const child = fileURLToPath(new URL('child.js', import.meta.url));
  const command = { file: process.execPath, args: [...process.execArgv, ...pnpArguments(), child] };
  await main(memoryBin(__VERSION__, command), process, name);
}
