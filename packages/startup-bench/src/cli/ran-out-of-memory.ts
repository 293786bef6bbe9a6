import { runWasmtimeCli } from '@wasmgate/wasmtime';
import type { GuestFailure, GuestPlan } from '../child/job.ts';
import type { Guest } from '../guest/read-guest.ts';
import { cliCommand } from './cli-command.ts';
import { cliLimits } from './cli-limits.ts';
import type { CliTiming } from './time-cli.ts';

/**
 * Whether a trap came of memory that could not grow. A guest whose allocator fails traps as `unreachable`, like any other
 * panic, and the C API does not tell; the command can trap on a failed `memory.grow` itself.
 * False also when the trap does not come again in a process of its own, or when there is no command.
 */
export async function ranOutOfMemory(
  guest: Guest,
  plan: GuestPlan,
  failure: GuestFailure,
  timing: CliTiming,
): Promise<boolean> {
  if (failure.kind !== 'trap' || timing.cli === null) return false;
  const failing = plan.calls.find((call) => failure.during === `call:${call.name}`);
  const command = cliCommand(plan, failing) ?? { before: [], after: [] };
  const result = await runWasmtimeCli({
    ...timing,
    cli: timing.cli,
    timeoutMs: timing.deadlineMs,
    captureStderr: true,
    args: [
      ...cliLimits(plan),
      // Should this process be killed by force, the guest ends all the same.
      '-W',
      `timeout=${timing.deadlineMs}ms`,
      '-W',
      'trap-on-grow-failure=y',
      ...command.before,
      guest.file,
      ...command.after,
    ],
  });
  return result.stderr.includes('forcing trap when growing memory');
}
