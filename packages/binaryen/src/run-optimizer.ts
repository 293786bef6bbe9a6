import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { runProcess, withScratchFolder, type Environment, type ProcessResult } from '@wasmgate/process';
import { wasmOptFile } from './versions.ts';

/** How wasm-opt is run. */
export interface OptimizerCall {
  /** Options beside the names of files. */
  readonly args: readonly string[];
  /** A folder on whose disk the tool's input and output may lie for a while. */
  readonly scratchDir: string;
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** A hostile module may keep it busy for ever. */
  readonly deadlineMs?: number;
}

/** What it made, or how it failed: `ended` is what it said. */
export type OptimizerResult =
  | { readonly bytes: Uint8Array }
  | { readonly bytes: null; readonly ended: ProcessResult };

/**
 * Runs wasm-opt over a core module, in a process of its own. A refusal is a result; thrown is EnvironmentError, for what the
 * machine did.
 */
export function runOptimizer(bytes: Uint8Array, call: OptimizerCall): Promise<OptimizerResult> {
  return withScratchFolder(join(call.scratchDir, 'wasm-opt-'), async (dir) => {
    const [file, result] = [join(dir, 'in.wasm'), join(dir, 'out.wasm')];
    writeFileAtomic(file, bytes);
    const { args, env, signal, deadlineMs } = call;
    const ended = await runProcess({
      file: execPath,
      args: [wasmOptFile(), file, ...args, '-o', result],
      cwd: dir,
      env,
      signal,
      ...(deadlineMs !== undefined && { deadlineMs }),
    });
    if (!ended.ok) return { bytes: null, ended };
    try {
      return { bytes: new Uint8Array(readFileSync(result)) };
    } catch (cause) {
      throw new EnvironmentError('wasm-opt succeeded but wrote nothing', { cause });
    }
  });
}
