import type { ComponentInstance } from './component.ts';
import { WasmtimeError } from './errors.ts';
import type { Invocation } from './invocation.ts';
import type { ModuleInstance } from './module.ts';

/** Whether the guest can go on. */
export type CallOutcome = 'returned' | 'exited';

/** A call of the guest in two steps, so that a clock sees the first one alone. */
export interface GuestCall {
  call(): void;
  /** What came of it. Throws WasmtimeError for what is a failure. */
  outcome(): CallOutcome;
}

/**
 * Looks an export up and lowers the arguments. A guest that exits with status 0 has done its work (and cannot be called
 * again); any other status is a failure, as is an error that a command's main function returns.
 */
export function guestCall(
  instance: ComponentInstance | ModuleInstance,
  call: Invocation,
  guest: { readonly isCommand: boolean },
): GuestCall {
  const prepared = instance.getFunction(call.name).prepare(call.args);
  const outcome = (): CallOutcome => {
    try {
      const [result] = prepared.result();
      const failed = typeof result === 'object' && result !== null && 'err' in result;
      if (guest.isCommand && failed) {
        throw new WasmtimeError('exit', 'the guest exited with status 1', { exitStatus: 1 });
      }
      return 'returned';
    } catch (error) {
      if (error instanceof WasmtimeError && error.kind === 'exit' && error.exitStatus === 0) return 'exited';
      throw error;
    }
  };
  return { call: prepared.call, outcome };
}
