import type { Io, Progress } from '@wasmgate/cli-kit';

/** What building needs from the edge of the process. A bin's context has all of it. */
export interface BuildContext {
  readonly io: Pick<Io, 'env' | 'stderr'>;
  readonly progress: Progress;
  /** Ends what was started. */
  readonly signal: AbortSignal;
  /** Keeps cargo's own progress off stderr; its errors are shown all the same. */
  readonly quiet: boolean;
}
