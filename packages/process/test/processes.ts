import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that starts a child which would run for a minute, prints both their ids to stderr, and waits. */
export const family = `
const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
process.stderr.write(process.pid + ' ' + child.pid + '\\n');
setTimeout(() => {}, 60000);
`;

/** The numbers in a text. */
export const pidsIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

/** Whether there is a process of that id. */
export function isAlive(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until none of them is there; false when that does not happen. */
export async function allGone(pids: readonly number[]): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if (!pids.some(isAlive)) return true;
    await sleep(50);
  }
  return false;
}
