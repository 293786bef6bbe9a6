import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { printable } from '@wasmgate/contracts/printable';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** wasm-opt on a hostile module may run for ever. */
const LIMIT_MS = 120_000;

/** Folder and version of binaryen, of which wasm-opt is part. EnvironmentError when it is not installed. */
export function installedBinaryen(): { readonly dir: string; readonly version: string } {
  try {
    const dir = dirname(require.resolve('binaryen'));
    const { version } = require(join(dir, 'package.json')) as { version: string };
    return { dir, version };
  } catch (cause) {
    throw new EnvironmentError('binaryen, which has wasm-opt, is not installed', { cause, fix: 'npm ci' });
  }
}

/**
 * Removes from a core module what nothing leads to, by wasm-opt in a process of its own, for the module may be hostile. Errors:
 * InputError when wasm-opt refuses it or does not come to an end.
 */
export async function eliminateDeadCode(bytes: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  const dir = await mkdtemp(join(tmpdir(), 'wasm-size-'));
  const [file, result] = [join(dir, 'in.wasm'), join(dir, 'out.wasm')];
  const wasmOpt = join(installedBinaryen().dir, 'bin', 'wasm-opt');
  try {
    await writeFile(file, bytes);
    // The result is measured and thrown away, so no engine has to like it; but wasm-model reads no compact imports.
    const features = ['--all-features', '--disable-compact-imports'];
    const args = [wasmOpt, file, ...features, '--remove-unused-module-elements', '-o', result];
    await run(execPath, args, { cwd: dir, signal, timeout: LIMIT_MS, killSignal: 'SIGKILL' });
    return new Uint8Array(await readFile(result));
  } catch (cause) {
    signal.throwIfAborted();
    const { stderr = '' } = cause as { stderr?: string };
    const said = printable(stderr.trim().split('\n').slice(0, 3).join(' / ')) || 'it did not come to an end';
    throw new InputError(`wasm-opt cannot read the module: ${said}`, { cause });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
