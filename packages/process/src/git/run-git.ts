import { EnvironmentError } from '@wasmgate/contracts/errors';
import { failureText } from '../failure-text.ts';
import { NotStartedError } from '../not-started-error.ts';
import type { Environment, ProcessResult } from '../process-call.ts';
import { runProcess } from '../run-process.ts';

/** A repository lists all its files in less. */
const MAX_STDOUT_BYTES = 256 * 1024 * 1024;

/** Where git runs. Without a signal nothing ends it. */
export interface GitOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly signal?: AbortSignal;
  /** What may be done without git, or where it knows nothing: ends the fixes of errors. */
  readonly instead?: string;
}

/** Runs git and gives how it ended. Throws EnvironmentError (exit 3) when there is none. */
export async function runGit(
  args: readonly string[],
  { instead, ...options }: GitOptions,
): Promise<ProcessResult> {
  try {
    return await runProcess({ file: 'git', args, maxStdoutBytes: MAX_STDOUT_BYTES, ...options });
  } catch (cause) {
    if (!(cause instanceof NotStartedError)) throw cause;
    const fix = ['install git', ...(instead === undefined ? [] : [instead])].join(', or ');
    throw new EnvironmentError('git is missing', { cause, fix });
  }
}

/** What git says last when it fails. */
export function gitSaid(result: ProcessResult): string {
  return result.stderr.trim().split('\n').at(-1) || failureText(result);
}
