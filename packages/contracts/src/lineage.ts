import { readFileSync } from 'node:fs';
import process from 'node:process';
import { EnvironmentError } from './errors.ts';

/** What the system says of a process: proc_pid_stat(5), fields 2, 4, 5 and 6. */
interface Stat {
  readonly name: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/** A process and the one that started it. */
type Link = readonly [pid: number, parent: number];

const INIT = 1;

/** Null for one that is gone, and where there is no /proc. */
function statOf(pid: number): Stat | null {
  if (process.platform !== 'linux') return null;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name stands in brackets and may hold any character.
    const [from, to] = [text.indexOf('('), text.lastIndexOf(')')];
    const [, parent, group, session] = text.slice(to + 2).split(' ');
    return {
      name: text.slice(from + 1, to),
      parent: Number(parent),
      group: Number(group),
      session: Number(session),
    };
  } catch {
    return null;
  }
}

/** A process and those that it came from, up to one without a parent. */
function ancestors(pid: number): { readonly pid: number; readonly stat: Stat }[] {
  const all = [];
  for (let next = pid; next > 0;) {
    const stat = statOf(next);
    if (stat === null) break;
    all.push({ pid: next, stat });
    next = stat.parent;
  }
  return all;
}

/**
 * The links by which this process was asked to run; null when one was broken before it began. They are: who started it, all
 * above it in its group (npm and its shell), and under turbo, which gives each task a group of its own, also the way to turbo
 * and to the leader of turbo's group. Who started a group has signals for it, so what is above that is none of our business.
 */
function readLineage(isUnderTurbo: boolean): Link[] | null {
  const all = ancestors(process.pid);
  const turbo = isUnderTurbo ? all.findIndex(({ stat }) => stat.name === 'turbo') : -1;
  const farthest = Math.max(turbo, 0);
  let count = farthest + 1;
  while (count < all.length && all[count]?.stat.group === all[farthest]?.stat.group) count++;
  const top = all[count - 1]?.stat;
  if (top === undefined) return [[process.pid, process.ppid]];
  if (isUnderTurbo && turbo === -1 && count > 1 && isAdopted(top)) return null;
  return all.slice(0, Math.max(count - 1, 1)).map(({ pid, stat }) => [pid, stat.parent]);
}

/** Whether a process lost its parent: then it has init, or one in another session that takes in such processes. */
function isAdopted({ parent, session }: Stat): boolean {
  return parent === INIT || statOf(parent)?.session !== session;
}

/** Read as this process begins. */
const lineage = readLineage(process.env['TURBO_HASH'] !== undefined);

/**
 * Whether all who asked for this run are still there: a process whose parent ends gets another one. Beyond the parent only
 * where there is a /proc.
 */
export function isWanted(): boolean {
  if (lineage === null) return false;
  return lineage.every(([pid, parent]) => parentOf(pid) === parent);
}

const parentOf = (pid: number): number | undefined =>
  pid === process.pid ? process.ppid : statOf(pid)?.parent;

/** Throws EnvironmentError (exit 3) when who asked for this run is gone: its result would get in the way of the next run. */
export function assertWanted(): void {
  if (!isWanted()) throw new EnvironmentError('stopped, and nothing was written: who started this is gone');
}
