import { onTestFinished } from 'vitest';
import { capture, scratchFolder } from '@wasmgate/cli-kit/testing';
import { sizeBin } from '../src/size-bin.ts';

/** A folder that is gone after the test, with these files in it. */
export function folder(files: Readonly<Record<string, Uint8Array | string>> = {}): string {
  return scratchFolder(onTestFinished, files);
}

/** Runs the bin in a folder, as a shell would. */
export async function runSize(cwd: string, ...argv: readonly string[]) {
  return capture(sizeBin('1.2.3', 'zlib 1 / brotli 1 / test'), cwd, ...argv);
}
