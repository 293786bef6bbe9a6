import type { ProcessResult } from './process-call.ts';

/** How a program that failed ended, after its name: `exited with status 3`, `did not end within 300 ms`. */
export function failureText({
  exitCode,
  endedBy,
  timedOutMs,
  overflowBytes,
}: Pick<ProcessResult, 'exitCode' | 'endedBy' | 'timedOutMs' | 'overflowBytes'>): string {
  if (timedOutMs !== null) return `did not end within ${timedOutMs} ms`;
  if (overflowBytes !== null) return `printed more than ${overflowBytes / 1024 / 1024} MiB`;
  return endedBy === null ? `exited with status ${exitCode}` : `was ended by ${endedBy}`;
}
