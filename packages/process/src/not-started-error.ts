import { EnvironmentError } from '@wasmgate/contracts/errors';

/** A program that could not be started: it is not there, no program, or the machine refused. */
export class NotStartedError extends EnvironmentError {
  /** The system's word for it, such as ENOENT or EACCES. */
  readonly code: string;

  constructor(file: string, cause: unknown) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    super(`${file}: cannot be started (${code})`, {
      cause,
      fix: 'npx wasmgate doctor says what is missing',
    });
    this.code = code;
  }
}
