import { readFileSync } from 'node:fs';
import { main } from '@wasmgate/cli-kit';
import { CHILD_ARGUMENT, type Job } from './child/job.ts';
import { runChild } from './child/run-child.ts';
import { startupBin } from './startup-bin.ts';

declare const __VERSION__: string;

const STDIN = 0;

/**
 * V8 otherwise compiles each function when it is first called: inside what is timed, and once a process. It added 0.24 ms
 * to a start of 1.2 ms.
 */
const COMPILE_FIRST = '--no-lazy';

/** Runs `wasm-startup-bench` in this process; with the hidden first argument, one job of it. */
export async function run(process: NodeJS.Process): Promise<void> {
  const [, script = '', argument] = process.argv;
  if (argument === CHILD_ARGUMENT) {
    const line = runChild(JSON.parse(readFileSync(STDIN, 'utf8')) as Job);
    process.stdout.write(JSON.stringify(line));
    return;
  }
  const childCommand = { file: process.execPath, args: [...process.execArgv, COMPILE_FIRST, script] };
  await main(startupBin(__VERSION__, childCommand), process);
}
