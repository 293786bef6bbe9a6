import { tmpdir } from 'node:os';
import { runOptimizer } from '@wasmgate/binaryen';
import { InputError } from '@wasmgate/contracts/errors';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { printable } from '@wasmgate/contracts/printable';
import { bareEnvironment, failureText } from '@wasmgate/process';

/** wasm-opt on a hostile module may run for ever. */
const LIMIT_MS = 120_000;

// The result is measured and thrown away, so no engine has to like it; but wasm-model reads no compact imports.
const args = ['--all-features', '--disable-compact-imports', '--remove-unused-module-elements'];

/**
 * Removes from a core module what nothing leads to, by wasm-opt in a process of its own, for the module may be hostile. Errors:
 * InputError when wasm-opt refuses it or does not come to an end, EnvironmentError when the machine has no room.
 */
export async function eliminateDeadCode(bytes: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  const result = await runOptimizer(bytes, {
    args,
    scratchDir: tmpdir(),
    env: bareEnvironment(),
    signal,
    deadlineMs: LIMIT_MS,
  });
  if (result.bytes !== null) return result.bytes;
  const { ended } = result;
  const said = printable(ended.stderr.trim().split('\n').slice(0, 3).join(' / ')) || failureText(ended);
  throw (
    machineErrorIn(ended.stderr, 'wasm-opt') ?? new InputError(`wasm-opt cannot read the module: ${said}`)
  );
}
