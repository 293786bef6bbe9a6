import { EnvironmentError } from '@wasmgate/contracts/errors';
import { reportError } from './bin.ts';
import type { Io } from './io.ts';

/** The streams of a process, as far as they are watched. */
type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env' | 'cwd' | 'exitCode'>;

/**
 * Answers for output that cannot be written, for the life of a process: what stdout lost is one error and exit 3. Gives whether
 * anything was lost.
 */
export function watchOutput(name: string, process: Streams): () => boolean {
  const { stdout, stderr, env } = process;
  const io: Io = { env, cwd: process.cwd(), stdout, stderr, now: () => new Date() };
  // Where errors cannot be written nothing can be said: the exit code is left.
  stderr.on('error', () => {});
  let isLost = false;
  stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    // A reader that went away (`| head`) is no error of ours.
    if (code === 'EPIPE' || isLost) return;
    isLost = true;
    const lost = new EnvironmentError(`stdout: cannot be written (${code})`, {
      fix: 'check what it is redirected to: a disk may be full; --out writes a report to a file',
    });
    process.exitCode = reportError(name, lost, io);
  });
  return () => isLost;
}
