import type { StartResult } from '../child/job.ts';

/** A start is one sample: a single switch spoils it. A median of warm starts bears some. */
const START_SWITCHES = 0;
const WARM_SHARE = 0.1;
/** Beyond this share of disturbed processes a figure proves nothing. */
const TOO_MANY = 0.25;

/** Whether somebody else took the core during the first start. */
export function isStartDisturbed({ startSwitches }: StartResult): boolean {
  return startSwitches > START_SWITCHES;
}

/** Whether somebody else took the core during so many warm starts that their median may have moved. */
export function areWarmStartsDisturbed({ warmSwitches, warmNs }: StartResult): boolean {
  return warmSwitches > warmNs.length * WARM_SHARE;
}

/** Whether a process is worth replacing. */
export function isDisturbed(result: StartResult): boolean {
  return isStartDisturbed(result) || areWarmStartsDisturbed(result);
}

/** Whether so many of the processes behind a figure were disturbed that nothing can be said. */
export function areTooMany(disturbed: number, processes: number): boolean {
  return disturbed > processes * TOO_MANY;
}
