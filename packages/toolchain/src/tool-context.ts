import type { Progress } from '@wasmgate/cli-kit';

/** What finding and installing tools needs from the edge of the process. A bin's context has all of it. */
export interface ToolContext {
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder whose workspace's toolchain.lock.json counts: usually the subject. */
  readonly dir: string;
  readonly progress: Pick<Progress, 'step' | 'tick'>;
  readonly signal?: AbortSignal;
}
