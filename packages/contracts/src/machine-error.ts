import { tmpdir } from 'node:os';
import { EnvironmentError } from './errors.ts';

/** What the machine refused, by the code that the system gave (errno(3)): none of it is a defect of wasmgate or of an input. */
const refusals: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EIO: 'the disk failed',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOMEM: 'there is no memory left',
};

const fix = (): string =>
  `check that the disk has room, and that the folder for temporary files, ${tmpdir()} (TMPDIR), is there and writable`;

/** The error (exit 3) that stands for a system error that nobody expected; null when the error is another kind of thing. */
export function machineError(error: unknown): EnvironmentError | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  // A scratch folder whose parent is missing: TMPDIR names none.
  const what = refusals[code ?? ''] ?? (syscall === 'mkdtemp' ? 'the folder cannot be made' : undefined);
  if (what === undefined) return null;
  return new EnvironmentError(`${path ?? syscall ?? 'a file'}: ${what} (${code})`, {
    cause: error,
    fix: fix(),
  });
}

/** The same for a process that failed, by what it said; null when it said nothing of the kind. */
export function machineErrorIn(said: string, who: string): EnvironmentError | null {
  const code = /\b(?:ENOSPC|EDQUOT|EROFS|EMFILE|ENFILE|ENOMEM)\b/.exec(said)?.[0];
  const what =
    code === undefined ? /no space left on device/i.exec(said) && 'the disk is full' : refusals[code];
  return what ? new EnvironmentError(`${who} failed: ${what}`, { fix: fix() }) : null;
}
