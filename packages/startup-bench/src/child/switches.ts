/**
 * Context switches of this process that it did not ask for, so far: somebody else wanted the core (getrusage(2), ru_nivcsw;
 * all threads). 0 on Windows, which does not say.
 */
export function involuntarySwitches(): number {
  return process.resourceUsage().involuntaryContextSwitches;
}
