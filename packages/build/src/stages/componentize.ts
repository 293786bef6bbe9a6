import { printable } from '@wasmgate/contracts/printable';
import { EnvironmentError } from '@wasmgate/contracts/errors';

/**
 * Makes a component of a core module with `component-type` sections, by the wasm-tools that jco-transpile carries,
 * which validates what it made. Throws EnvironmentError (exit 3) with its words.
 */
export async function componentize(core: Uint8Array): Promise<Uint8Array> {
  // 10 MB of WebAssembly: loaded only by a build that makes a component.
  const { componentNew } = await import('@bytecodealliance/jco-transpile/wasm-tools');
  try {
    return await componentNew(core, []);
  } catch (cause) {
    throw new EnvironmentError(`making a component failed: ${printable(errorText(cause))}`, {
      cause,
      fix: 'check that wit-bindgen and the target agree; a module of wasm32-wasip1 can be a core subject',
    });
  }
}

/** jco's wasm-tools throws errors that carry the text in `payload`. */
function errorText(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'payload' in cause) return String(cause.payload);
  return cause instanceof Error ? cause.message : String(cause);
}
