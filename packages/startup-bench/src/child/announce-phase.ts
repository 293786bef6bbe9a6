import { openSync, readFileSync, writeSync } from 'node:fs';
import type { ArmName } from '@wasmgate/paired';

/** What is about to happen, and, of a comparison, to whom. */
export interface Announced {
  readonly phase: string;
  readonly arm?: ArmName | undefined;
}

/**
 * Tells the parent what is about to happen, for when this process never answers: a line of a file for each phase. A pipe would
 * wake the parent beside what is timed.
 */
export function phaseAnnouncer(file: string): (announced: Announced) => void {
  const descriptor = openSync(file, 'a', 0o600);
  return (announced) => void writeSync(descriptor, `${JSON.stringify(announced)}\n`);
}

/** What was announced last; undefined when the process came to nothing. */
export function lastAnnounced(file: string): Announced | undefined {
  try {
    // What stands after the last line break was cut off: the process was killed while it wrote.
    const line = readFileSync(file, 'utf8').split('\n').at(-2);
    return line === undefined ? undefined : (JSON.parse(line) as Announced);
  } catch {
    return undefined;
  }
}

/** Whether a process that compiles has done so. */
export const isCompiled = (phase: string | undefined): boolean =>
  phase !== undefined && phase !== 'engine' && phase !== 'compile';

/** Phases in which no instruction of the guest runs; what comes after them runs some. */
const BEFORE_THE_GUEST = new Set(['engine', 'compile', 'deserialize', 'link', 'store']);

/** Whether the guest's first instruction may have begun. */
export function mayGuestRun(phase: string | undefined): boolean {
  return phase !== undefined && !BEFORE_THE_GUEST.has(phase);
}
