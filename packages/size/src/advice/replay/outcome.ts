/** How a call ended: with a value, with a trap or an exception, or not in time (or out of stack). */
type Ending = 'returned' | 'trapped' | 'unfinished';

/** What a call did, as far as it can be seen from outside the module. */
export interface Outcome {
  readonly end: Ending;
  /** The results, or the engine's words for the trap. */
  readonly value: string;
  /** A hash of the calls of imports, with their arguments, in order. */
  readonly imports: string;
  /** A hash of exported and imported memories, but for the zeros at their ends. */
  readonly memory: string;
  /** Values of exported and imported globals. */
  readonly globals: string;
  /** Sizes of memories, in pages, and of tables, in elements. */
  readonly sizes: string;
  /** Bytes of the first memory without the zeros at its end, in steps of 4,096. */
  readonly usedBytes: number;
}

/** What became of a module: the outcome of each call, as many as there was time for. */
export type Performance =
  | { readonly problem: null; readonly outcomes: readonly Outcome[] }
  /** It cannot be instantiated: why. */
  | { readonly problem: string };

/** What the performing process is told. */
export interface PerformanceLimits {
  /** How long a call may take. */
  readonly callMs: number;
  /** How long all may take: then the rest is left out. */
  readonly totalMs: number;
}
