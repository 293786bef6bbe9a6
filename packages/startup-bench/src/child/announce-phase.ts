import { openSync, readFileSync, writeSync } from 'node:fs';

/**
 * Tells the parent what is about to happen, for when this process never answers: a line of a file for each phase. A pipe would
 * wake the parent beside what is timed.
 */
export function phaseAnnouncer(file: string): (phase: string) => void {
  const descriptor = openSync(file, 'a', 0o600);
  return (phase) => void writeSync(descriptor, `${JSON.stringify(phase)}\n`);
}

/** The phase that was announced last; undefined when the process came to none. */
export function lastPhase(file: string): string | undefined {
  try {
    // What stands after the last line break was cut off: the process was killed while it wrote.
    const line = readFileSync(file, 'utf8').split('\n').at(-2);
    return line === undefined ? undefined : String(JSON.parse(line));
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
