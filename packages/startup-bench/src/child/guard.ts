import koffi from 'koffi';

const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9;
/** The parent's own deadline comes first; this one is for a parent that is gone. */
const GRACE_SECONDS = 2;

/**
 * Makes this process end when its parent is gone or its time is over, whatever the guest does. A looping guest
 * blocks JavaScript for good, so timers and streams are of no use: the kernel is asked.
 *
 * alarm(2) ends the process on every POSIX system (Node leaves SIGALRM alone); on Linux the parent's death kills it
 * at once (prctl(2), PR_SET_PDEATHSIG). Windows has neither: there only the parent's deadline applies.
 */
export function guard(parentPid: number, deadlineMs: number): void {
  if (process.platform === 'win32') return;
  const libc = koffi.load(null);
  libc.func('unsigned int alarm(unsigned int)')(Math.ceil(deadlineMs / 1000) + GRACE_SECONDS);
  if (process.platform !== 'linux') return;
  libc.func('int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long)')(
    PR_SET_PDEATHSIG,
    SIGKILL,
    0,
    0,
    0,
  );
  // The parent may have died before the request.
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL');
}
