/** Exit codes of every bin: 0 clean, 1 violation, 2 usage or input, 3 environment. */
export type ExitCode = 0 | 1 | 2 | 3;

interface ErrorParts {
  /** What is wrong, and where (file, JSON path, byte offset). */
  readonly message: string;
  /** How to put it right: a command or a sentence. */
  readonly fix?: string | undefined;
  readonly cause?: unknown;
}

/** An error whose message is meant for the user: what, where, and how to fix. */
export class WasmgateError extends Error {
  readonly exitCode: ExitCode;
  readonly fix: string | undefined;

  constructor(exitCode: ExitCode, { message, fix, cause }: ErrorParts) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.fix = fix;
  }
}

/** Usage, configuration or input is wrong: exit code 2. */
export class InputError extends WasmgateError {
  constructor(message: string, options: { fix?: string; cause?: unknown } = {}) {
    super(2, { message, ...options });
  }
}

/** A tool is missing or failed, or the machine refused (disk, rights): exit code 3. */
export class EnvironmentError extends WasmgateError {
  constructor(message: string, options: { fix?: string; cause?: unknown } = {}) {
    super(3, { message, ...options });
  }
}
