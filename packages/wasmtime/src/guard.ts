import { constants } from 'node:os';
import koffi from 'koffi';

const PR_SET_PDEATHSIG = 1;
const SIG_DFL = null;
/** The parent's own deadline comes first; this one is for a parent that is gone. */
const GRACE_SECONDS = 1;

/** Sets the time anew after which this process ends. */
export type SetDeadline = (deadlineMs: number) => void;

/**
 * Makes this process end when its parent is gone or its time is over, whatever the guest does: gives what sets that time. A looping
 * guest blocks JavaScript for good, so timers and streams are of no use: the kernel is asked.
 *
 * alarm(2) ends the process on every POSIX system; on Linux the parent's death kills it at once (prctl(2),
 * PR_SET_PDEATHSIG). Windows has neither: there only the parent's deadline applies.
 */
export function guard(parentPid: number): SetDeadline {
  if (process.platform === 'win32') return () => {};
  const libc = koffi.load(null);
  // Libraries listen to SIGALRM through Node, which would hear of it only when the guest returns.
  libc.func('void* signal(int, void*)')(constants.signals.SIGALRM, SIG_DFL);
  const alarm = libc.func('unsigned int alarm(unsigned int)');
  const setDeadline: SetDeadline = (deadlineMs) => alarm(Math.ceil(deadlineMs / 1000) + GRACE_SECONDS);
  if (process.platform !== 'linux') return setDeadline;
  libc.func('int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long)')(
    PR_SET_PDEATHSIG,
    constants.signals.SIGKILL,
    0,
    0,
    0,
  );
  // The parent may have died before the request.
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL');
  return setDeadline;
}
