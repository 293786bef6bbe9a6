import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { wasmOptFile } from '@wasmgate/binaryen';
import { InputError } from '@wasmgate/contracts/errors';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { printable } from '@wasmgate/contracts/printable';
import { bareEnvironment, failureText, runProcess, withScratchFolder } from '@wasmgate/process';

/** wasm-opt on a hostile module may run for ever. */
const LIMIT_MS = 120_000;

/**
 * Removes from a core module what nothing leads to, by wasm-opt in a process of its own, for the module may be hostile. Errors:
 * InputError when wasm-opt refuses it or does not come to an end, EnvironmentError when the machine has no room.
 */
export function eliminateDeadCode(bytes: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  return withScratchFolder(join(tmpdir(), 'wasm-size-'), async (dir) => {
    const [file, result] = [join(dir, 'in.wasm'), join(dir, 'out.wasm')];
    await writeFile(file, bytes);
    // The result is measured and thrown away, so no engine has to like it; but wasm-model reads no compact imports.
    const features = ['--all-features', '--disable-compact-imports'];
    const ended = await runProcess({
      file: execPath,
      args: [wasmOptFile(), file, ...features, '--remove-unused-module-elements', '-o', result],
      cwd: dir,
      env: bareEnvironment(),
      signal,
      deadlineMs: LIMIT_MS,
    });
    if (ended.ok) return new Uint8Array(await readFile(result));
    const said = printable(ended.stderr.trim().split('\n').slice(0, 3).join(' / ')) || failureText(ended);
    throw (
      machineErrorIn(ended.stderr, 'wasm-opt') ?? new InputError(`wasm-opt cannot read the module: ${said}`)
    );
  });
}
