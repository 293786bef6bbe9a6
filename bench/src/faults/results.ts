import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Outcome } from './fault-kind.ts';

/** A line of the file of results. */
export interface Result extends Outcome {
  readonly kind: string;
  readonly row: string;
  readonly id: string;
  readonly seconds: number;
  /** Of the last minute, after it. */
  readonly load: number;
  /** Of the clone. */
  readonly commit: string;
}

/** What was found so far; nothing when there is no such file. */
export function readResults(file: string): Result[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Result);
}

/** Adds a line. */
export function addResult(file: string, result: Result): void {
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}
