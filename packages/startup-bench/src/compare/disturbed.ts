import type { StartResult } from '../child/job.ts';

/** A start is one sample: a single switch spoils it. A median of warm starts bears some. */
const START_SWITCHES = 0;
const WARM_SHARE = 0.1;
/** Beyond this share of disturbed processes a run proves nothing. */
const TOO_MANY = 0.25;

/** Whether somebody else took the core while something was measured. */
export function isDisturbed({ startSwitches, warmSwitches, warmNs }: StartResult): boolean {
  return startSwitches > START_SWITCHES || warmSwitches > warmNs.length * WARM_SHARE;
}

/** Whether so many of the processes that count were disturbed that nothing can be said. */
export function areTooManyDisturbed(processes: readonly { readonly isDisturbed: boolean }[]): boolean {
  return processes.filter((process) => process.isDisturbed).length > processes.length * TOO_MANY;
}
