import type { ChildProcess } from 'node:child_process';
import { kill, platform } from 'node:process';

/** Windows has no process groups: there only the program itself is ended. */
export const hasGroups = platform !== 'win32';

/** Sends a signal to a program that leads a group, and to all that it started and that stayed in the group. */
export function signalGroup(leader: ChildProcess, name: NodeJS.Signals): void {
  if (leader.pid === undefined) return;
  try {
    if (hasGroups) kill(-leader.pid, name);
    else leader.kill(name);
  } catch {
    // The group is gone already.
  }
}
