import type { Clone } from './clone.ts';

/** Where faults are made. */
export interface Site {
  readonly clone: Clone;
  /** A folder for what a fault needs beside the clone. */
  readonly scratch: string;
  /** How long each task of a subject ran when nothing was in its way, in milliseconds: `echo-module#build`. */
  readonly usualMs: ReadonlyMap<string, number>;
  /** Those that are built in it; the small one, with which most faults are made, is always one of them. */
  readonly subjects: readonly string[];
  readonly seed: number;
  readonly kills: number;
}

/** What came of a fault. */
export interface Outcome {
  /** What was done, and when: enough to read what went wrong. */
  readonly did: string;
  /** What was not as it should be; empty when the answer was right. */
  readonly problems: readonly string[];
  /** From the kill until no process was left, when something was killed. */
  readonly gone_ms?: number;
  /** The task that ran when it was killed: `echo-module#build`; `no task` between two. */
  readonly during?: string;
}

/** One fault that is made once. */
export interface Trial {
  /** The row of the table that it belongs to: what was done, in words. */
  readonly row: string;
  /** Tells it from the other trials of its kind, also in a later run. */
  readonly id: string;
  run(): Promise<Outcome>;
}

/** A kind of bad surroundings. */
export interface FaultKind {
  readonly name: string;
  /** The right answer, in words. */
  readonly expected: string;
  /** What it needs that this machine does not have; null when nothing. */
  readonly obstacle: () => string | null;
  readonly trials: (site: Site) => readonly Trial[];
}

/** For faults that only root can make. */
export const needsRoot = (): string | null => (process.getuid?.() === 0 ? null : 'needs root');
