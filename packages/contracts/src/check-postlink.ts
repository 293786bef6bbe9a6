import { InputError } from './errors.ts';
import type { WasmgateJson } from './generated/wasmgate.ts';

/** A command by name: which one it is keys the build, and a path of this machine would say nothing on another. */
const COMMAND = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;

/** Checks what no schema can say of `postlink` in a wasmgate.json. Throws InputError (exit 2) with the fix. */
export function checkPostlink(
  file: string,
  { wasm, postlink }: Pick<WasmgateJson, 'wasm' | 'postlink'>,
): void {
  if (postlink === undefined) return;
  const fail = (message: string, fix: string): never => {
    throw new InputError(`${file}: $.postlink: ${message}`, { fix });
  };
  if (wasm !== undefined) fail('a prebuilt file ("wasm") was not linked here', 'ship what that tool makes');
  const [command = '', ...args] = postlink;
  if (!COMMAND.test(command)) {
    fail(`${JSON.stringify(command)} is no name of a command`, 'name one that is on PATH');
  }
  const has = (...names: readonly string[]): boolean =>
    args.some((arg) => names.some((name) => arg.includes(name)));
  if (!has('{input}')) fail('it is not told where the module is', 'write {input} among its arguments');
  if (!has('{output}', '{output_dir}')) {
    fail('it is not told where to write', 'write {output} or {output_dir} among its arguments');
  }
}
