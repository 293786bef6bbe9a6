import {
  WasmtimeError,
  type ComponentInstance,
  type Invocation,
  type ModuleInstance,
} from '@wasmgate/wasmtime';
import type { GuestPlan } from '../job.ts';
import type { CallOutcome, Step } from './engine.ts';

/**
 * Looks an export up and lowers the arguments. A guest that exits with status 0 has done its work (and cannot be called
 * again); any other status is a failure, as is a main function that returns an error.
 */
export function guestCall(
  instance: ComponentInstance | ModuleInstance,
  call: Invocation,
  guest: GuestPlan,
): Step<CallOutcome> {
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
