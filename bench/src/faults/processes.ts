import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process of this machine, as /proc shows it to who may look. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** The first 15 characters of its program's name. */
  readonly name: string;
  readonly cwd: string;
  readonly argv: readonly string[];
  /** `NAME=value`, as it was started. */
  readonly environment: readonly string[];
}

/** What can be read of a file of /proc; nothing when the process is gone, or belongs to somebody else. */
function read(pid: string, file: string): string {
  try {
    return file === 'cwd' ? readlinkSync(`/proc/${pid}/cwd`) : readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const list = (text: string): string[] => text.split('\0').filter((part) => part !== '');

/** All processes that run now; one that has ended and waits for its parent is none: proc_pid_stat(5). */
function runningProcesses(): Process[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    const stat = read(pid, 'stat');
    // The name stands in brackets and may hold any character.
    const end = stat.lastIndexOf(')');
    const [state, parent] = stat.slice(end + 2).split(' ');
    if (state === undefined || parent === undefined || state === 'Z' || state === 'X') return [];
    return {
      pid: Number(pid),
      parent: Number(parent),
      name: stat.slice(stat.indexOf('(') + 1, end),
      cwd: read(pid, 'cwd'),
      argv: list(read(pid, 'cmdline')),
      environment: list(read(pid, 'environ')),
    };
  });
}

/** A process, and all that it started and that still have it above them. */
export function processTree(root: number, all = runningProcesses()): Process[] {
  const found = all.filter(({ pid }) => pid === root);
  // Grows while it is walked: children of children.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** Processes that run in a folder, name it on their command line or in their environment; not this one and those above it. */
export function processesOf(folder: string): Process[] {
  const all = runningProcesses();
  const own = new Set<number>();
  for (let pid = process.pid; pid > 0 && !own.has(pid);) {
    own.add(pid);
    pid = all.find((other) => other.pid === pid)?.parent ?? 0;
  }
  return all.filter(
    ({ pid, cwd, argv, environment }) =>
      !own.has(pid) && [cwd, ...argv, ...environment].some((text) => text.includes(folder)),
  );
}

/** One line for people. */
export const processText = ({ pid, name, argv }: Process): string =>
  `${pid} ${argv.length === 0 ? name : argv.join(' ').slice(0, 200)}`;
