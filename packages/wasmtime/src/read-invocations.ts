import { InputError } from '@wasmgate/contracts/errors';
import { WasmtimeError } from './errors.ts';
import { parseInvocation, type Invocation } from './invocation.ts';

/**
 * Reads the invocations of wasmgate.json (`invoke`). Throws InputError (exit 2) for what is not one: the configuration is
 * wrong then, whatever the guest does.
 */
export function readInvocations(texts: readonly string[] | undefined): Invocation[] {
  return (texts ?? []).map((text, index) => {
    try {
      return parseInvocation(text);
    } catch (cause) {
      if (!(cause instanceof WasmtimeError)) throw cause;
      throw new InputError(`wasmgate.json: $.invoke[${index}]: ${cause.message}`, {
        cause,
        fix: 'write it as init() or process-message("hi")',
      });
    }
  });
}
