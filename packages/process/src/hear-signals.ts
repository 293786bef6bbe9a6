let works = 0;
let tell: (isHearing: boolean) => void = () => {};

/**
 * Does work that has something to end or to remove: children, locks, temporary folders. Only meanwhile does this process hear of
 * signals, between two turns of its loop; else it leaves them to the system, which ends it at once, whatever it computes.
 */
export async function hearSignals<T>(work: () => Promise<T>): Promise<T> {
  if (works++ === 0) tell(true);
  try {
    return await work();
  } finally {
    if (--works === 0) tell(false);
  }
}

/** Sets what is told when such work begins and when the last of it has ended. */
export function onHearing(listener: (isHearing: boolean) => void): void {
  tell = listener;
}
