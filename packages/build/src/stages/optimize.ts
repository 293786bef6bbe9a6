import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { wasmOptFile } from '@wasmgate/binaryen';
import { printable } from '@wasmgate/contracts/printable';
import type { BuildJson } from '@wasmgate/contracts/build';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { failureText, runProcess, withScratchFolder, type Environment } from '@wasmgate/process';
import { customSections, readWasm, usedFeatures } from '@wasmgate/wasm-model';

/** Level given to wasm-opt. */
export type OptimizeLevel = BuildJson['optimizer']['level'];

/**
 * What compilers use today without saying so. Never `--all-features`: that lets wasm-opt write encodings which engines refuse.
 */
const common = [
  'mutable-globals',
  'nontrapping-float-to-int',
  'bulk-memory',
  'bulk-memory-opt',
  'sign-ext',
  'reference-types',
  'multivalue',
  'call-indirect-overlong',
];

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
  const { level, scratchDir } = options;
  if (level === 'none') return linked;
  return withScratchFolder(join(scratchDir, 'wasm-opt-'), (dir) => runWasmOpt(linked, dir, options));
}

async function runWasmOpt(linked: Uint8Array, dir: string, options: OptimizeOptions): Promise<Uint8Array> {
  const { level, features, builtHere, env, signal } = options;
  const file = join(dir, 'in.wasm');
  const result = join(dir, 'out.wasm');
  writeFileAtomic(file, linked);
  const enabled = [...new Set([...knownFeatures(linked), ...features])].map((name) => `--enable-${name}`);
  const ended = await runProcess({
    file: execPath,
    args: [wasmOptFile(), file, `-${level}`, '-g', ...enabled, '-o', result],
    cwd: dir,
    env,
    signal,
  });
  try {
    if (ended.ok) return new Uint8Array(readFileSync(result));
  } catch (cause) {
    throw new EnvironmentError('wasm-opt succeeded but wrote nothing', { cause });
  }
  const refused = machineErrorIn(ended.stderr, `wasm-opt -${level}`);
  if (refused !== null) throw refused;
  const said = printable(ended.stderr.trim().split('\n').slice(0, 3).join(' / ')) || failureText(ended);
  const message = `wasm-opt -${level} failed: ${said}`;
  const fix =
    'name what the module uses in "optimize": { "features": […] } of wasmgate.json, or set "level": "none" there to ship it as it is';
  throw builtHere ? new EnvironmentError(message, { fix }) : new InputError(message, { fix });
}

/** Where a module says nothing of what it uses (`target_features`, which wasm-opt reads itself), its code does. */
function knownFeatures(linked: Uint8Array): string[] {
  const binary = readWasm(linked);
  if (binary.kind !== 'module' || customSections(binary, 'target_features').length > 0) return [];
  return [...common, ...usedFeatures(binary)];
}
