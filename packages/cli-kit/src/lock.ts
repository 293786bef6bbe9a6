import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { makeFolder } from '@wasmgate/contracts/make-folder';
import { hearSignals } from '@wasmgate/process';

interface LockOptions {
  /** Called once when somebody else holds the lock. */
  readonly onWait?: () => void;
  readonly signal?: AbortSignal;
  /** How long to wait before giving up, ms. */
  readonly timeoutMs?: number;
}

/** A holder that was killed leaves its lock behind: it counts as free when it was not touched for this long. */
const STALE_MS = 10_000;
const RETRY_MS = 200;

/**
 * Runs `work` while holding the lock on a folder (made when absent); between processes, and safe when a holder is
 * killed. Errors: EnvironmentError when the lock cannot be had in time or the folder cannot be written.
 */
export function withLock<T>(dir: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  return hearSignals(() => holdLock(dir, work, options));
}

async function holdLock<T>(dir: string, work: () => Promise<T>, options: LockOptions): Promise<T> {
  const { onWait, signal, timeoutMs = 30 * 60_000 } = options;
  try {
    makeFolder(dir);
  } catch (cause) {
    throw new EnvironmentError(`${dir}: cannot be made (${(cause as NodeJS.ErrnoException).code})`, {
      cause,
      fix: 'check that the folder above it is writable and that the disk has room',
    });
  }
  const release = await acquire(dir, performance.now() + timeoutMs, signal, onWait);
  try {
    return await work();
  } finally {
    await release().catch(() => {
      // The lock was lost (the machine slept, a folder was removed): the work is done all the same.
    });
  }
}

async function acquire(
  dir: string,
  until: number,
  signal: AbortSignal | undefined,
  onWait: (() => void) | undefined,
): Promise<() => Promise<void>> {
  // Loaded here, for it listens to signals from then on.
  const { lock } = await import('proper-lockfile');
  for (let waited = false; ;) {
    signal?.throwIfAborted();
    try {
      return await lock(dir, { stale: STALE_MS, realpath: false, onCompromised: () => {} });
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== 'ELOCKED') throw new EnvironmentError(`${dir}: cannot be locked (${code})`, { cause });
      if (performance.now() > until) {
        throw new EnvironmentError(`${dir}: another process has held its lock for too long`, {
          cause,
          fix: 'let it finish, or end it',
        });
      }
      if (!waited) onWait?.();
      waited = true;
      await sleep(RETRY_MS, undefined, signal === undefined ? {} : { signal });
    }
  }
}
