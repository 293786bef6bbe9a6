import { featureOptions, runOptimizer } from '@wasmgate/binaryen';
import { printable } from '@wasmgate/contracts/printable';
import type { BuildJson } from '@wasmgate/contracts/build';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { failureText, type Environment } from '@wasmgate/process';

/** Level given to wasm-opt. */
export type OptimizeLevel = BuildJson['optimizer']['level'];

interface OptimizeOptions {
  readonly level: OptimizeLevel;
  /** Features of WebAssembly to allow beside those that the module is known to use, as wasm-opt calls them. */
  readonly features: readonly string[];
  /** A folder on whose disk the tool's input and output may lie for a while. */
  readonly scratchDir: string;
  /** Whether the module was built here: then a refusal is no fault of the input. */
  readonly builtHere: boolean;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/**
 * Runs wasm-opt over a core module, keeping its names. Level `none` gives back the bytes as they are. Errors: InputError
 * when it refuses a module that came from outside, else EnvironmentError.
 */
export async function optimize(linked: Uint8Array, options: OptimizeOptions): Promise<Uint8Array> {
  const { level, features, builtHere, scratchDir, env, signal } = options;
  if (level === 'none') return linked;
  const args = [`-${level}`, '-g', ...featureOptions(linked, features)];
  const result = await runOptimizer(linked, { args, scratchDir, env, signal });
  if (result.bytes !== null) return result.bytes;
  const { ended } = result;
  const refused = machineErrorIn(ended.stderr, `wasm-opt -${level}`);
  if (refused !== null) throw refused;
  const said = printable(ended.stderr.trim().split('\n').slice(0, 3).join(' / ')) || failureText(ended);
  const message = `wasm-opt -${level} failed: ${said}`;
  const fix =
    'name what the module uses in "optimize": { "features": […] } of wasmgate.json, or set "level": "none" there to ship it as it is';
  throw builtHere ? new EnvironmentError(message, { fix }) : new InputError(message, { fix });
}
