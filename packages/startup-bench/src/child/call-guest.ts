import {
  WasmtimeError,
  type ComponentInstance,
  type Invocation,
  type ModuleInstance,
} from '@wasmgate/wasmtime';
import type { GuestPlan } from './job.ts';

/** Whether the guest can go on. */
export type CallOutcome = 'returned' | 'exited';

/**
 * Looks an export up and lowers the arguments; what is given back makes the call. A guest that exits with status 0 has
 * done its work (and cannot be called again); any other status is a failure, as is a main function that returns an error.
 */
export function guestCall(
  instance: ComponentInstance | ModuleInstance,
  call: Invocation,
  guest: GuestPlan,
): () => CallOutcome {
  const prepared = instance.getFunction(call.name).prepare(call.args);
  return () => {
    try {
      const [result] = prepared.run();
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
}
