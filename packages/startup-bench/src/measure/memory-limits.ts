import { readFileSync } from 'node:fs';
import { constrainedMemory } from 'node:process';

/** Rows of /proc/self/limits (proc_pid_limits(5)) that bound memory, and the command that sets each. */
const ROWS = [
  ['Max address space', 'ulimit -v'],
  ['Max data size', 'ulimit -d'],
] as const;

/** Where more is the same as no limit: no machine has as much. */
const NO_LIMIT = 2 ** 60;

/** The limits on memory under which this process and its children run, in words. Linux tells them, and cgroups everywhere they are. */
export function memoryLimits(): string[] {
  const table = limitsTable();
  const own = ROWS.flatMap(([row, command]) => {
    const bytes = new RegExp(`^${row}\\s+(\\d+)\\s`, 'm').exec(table)?.[1];
    return bytes === undefined ? [] : [`${row.toLowerCase()} of ${mebibytes(Number(bytes))} (${command})`];
  });
  const group = constrainedMemory();
  return group > 0 && group < NO_LIMIT ? [...own, `${mebibytes(group)} of memory (cgroup)`] : own;
}

function limitsTable(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}

const mebibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`;
