import { writeSync } from 'node:fs';

const STDERR = 2;
const MARK = 'phase:';

/** Tells the parent what is about to happen, for when this process never answers. */
export function announcePhase(phase: string): void {
  writeSync(STDERR, `${MARK}${JSON.stringify(phase)}\n`);
}

/** The phase that was announced last in what a process wrote to stderr. */
export function lastPhase(stderr: string): string | undefined {
  const line = stderr.split('\n').findLast((text) => text.startsWith(MARK));
  try {
    return line === undefined ? undefined : String(JSON.parse(line.slice(MARK.length)));
  } catch {
    // Cut off: the process was killed while it wrote.
    return undefined;
  }
}
