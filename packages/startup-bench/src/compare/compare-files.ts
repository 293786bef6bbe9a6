import { InputError } from '@wasmgate/contracts/errors';
import type { Comparison } from '@wasmgate/contracts/startup';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import { aloneOnMachine } from '../measure/alone-on-machine.ts';
import { guestPlan } from '../guest/guest-plan.ts';
import { readGuest } from '../guest/read-guest.ts';
import type { SharedContext } from '../measure/spawn-child.ts';
import { compareGuests } from './compare-guests.ts';
import { comparisonReport } from './comparison-report.ts';

/** How two files are compared. */
export interface CompareFilesOptions {
  readonly context: Omit<SharedContext, 'workDir'>;
  readonly rounds: number;
  readonly allocators: readonly InstanceAllocator[];
  readonly onProgress: (text: string) => void;
  readonly onStep: (text: string) => void;
}

/**
 * Whether a file starts slower than another: the comparison of startup.json without its absolute figures. Nothing is
 * called but `_initialize`. Throws InputError for what is no .wasm or does not start.
 */
export async function compareFiles(
  head: string,
  baseline: string,
  options: CompareFilesOptions,
): Promise<Comparison> {
  const [after, before] = [head, baseline].map((file) => {
    const guest = readGuest(file, file);
    return { guest, plan: guestPlan(guest.kind, guest.facts, []) };
  }) as [Guest, Guest];
  const compare = (workDir: string) =>
    compareGuests(after, before, { ...options, workDir, context: { ...options.context, workDir } });
  const result = await aloneOnMachine(compare, {
    signal: options.context.signal,
    onWait: () => options.onStep('another benchmark is running on this machine: waiting for it'),
  });
  if (result.ok) return comparisonReport(after.guest, before.guest, options.rounds, result);
  throw new InputError(`${result.arm === 'head' ? head : baseline}: ${result.failure.message}`);
}

type Guest = Parameters<typeof compareGuests>[0];
